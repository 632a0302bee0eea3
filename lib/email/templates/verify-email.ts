import { z } from "zod";
import { defineTemplate } from "../template";
import { OwnUrl } from "../words";
import { greeting, Name } from "./parts";

export const verifyEmail = defineTemplate(z.object({ url: OwnUrl, name: Name }), ({ url, name }) => ({
  subject: "Confirm your e-mail address",
  heading: "Confirm your e-mail address",
  blocks: [
    greeting(name),
    {
      kind: "text",
      text: "Please confirm that this address is yours. Then we can reach you when it matters.",
    },
    { kind: "button", label: "Confirm address", url },
    { kind: "note", text: "If you did not sign up, ignore this message; the address stays unconfirmed." },
  ],
  reason: "You get this message because somebody signed up at Brand Automator with this address.",
}));
