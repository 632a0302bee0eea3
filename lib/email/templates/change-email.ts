import { z } from "zod";
import { defineTemplate } from "../template";
import { OwnUrl } from "../words";
import { greeting, Name } from "./parts";

export const changeEmail = defineTemplate(
  z.object({ url: OwnUrl, name: Name, newEmail: z.email() }),
  ({ url, name, newEmail }) => ({
    subject: "Confirm your new e-mail address",
    heading: "Confirm your new e-mail address",
    blocks: [
      greeting(name),
      {
        kind: "text",
        text: `You want to sign in with ${newEmail} from now on. Please confirm that it is yours.`,
      },
      { kind: "button", label: "Confirm new address", url },
      {
        kind: "note",
        text: "Until then your old address stays. If you did not ask for this, ignore this message.",
      },
    ],
    reason:
      "You get this message because somebody gave this address as the new one of their Brand Automator account.",
  }),
);
