import { z } from "zod";
import { defineTemplate } from "../template";
import { OwnUrl } from "../words";
import { greeting, HAS_ACCOUNT, Name } from "./parts";

export const resetPassword = defineTemplate(z.object({ url: OwnUrl, name: Name }), ({ url, name }) => ({
  subject: "Choose a new password",
  heading: "Choose a new password",
  blocks: [
    greeting(name),
    { kind: "text", text: "Somebody, hopefully you, asked for a new password for your account." },
    { kind: "button", label: "Choose a new password", url },
    {
      kind: "note",
      text: "The link works once and for a short time. If you did not ask, do nothing: your password stays as it is.",
    },
  ],
  reason: HAS_ACCOUNT,
}));
