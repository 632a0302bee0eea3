import { z } from "zod";
import { defineTemplate } from "../template";
import { greeting, Name } from "./parts";

export const emailChanged = defineTemplate(
  z.object({ name: Name, newEmail: z.email() }),
  ({ name, newEmail }) => ({
    subject: "Your e-mail address was changed",
    heading: "Your e-mail address was changed",
    blocks: [
      greeting(name),
      {
        kind: "text",
        text: `You now sign in with ${newEmail}. This old address no longer opens your account.`,
      },
      {
        kind: "note",
        text: "If that was not you, somebody else may have your account: tell the people who run this service at once.",
      },
    ],
    reason: "You get this message because this was the address of your Brand Automator account until now.",
  }),
);
