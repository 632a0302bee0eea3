import { z } from "zod";
import { defineTemplate } from "../template";
import { timeWords } from "../words";
import { greeting, Name, Text } from "./parts";

/** The last message of an account. */
export const accountDeleted = defineTemplate(z.object({ name: Name, at: Text }), ({ name, at }) => ({
  subject: "Your account is deleted",
  heading: "Your account is deleted",
  blocks: [
    greeting(name),
    {
      kind: "text",
      text: `Your Brand Automator account was deleted on ${timeWords(at)}, as somebody who was signed in to it asked.`,
    },
    { kind: "text", text: "You can make a new one with this address at any time." },
    {
      kind: "note",
      text: "If you did not ask for this, answer whoever runs this product for you: the account itself cannot be brought back.",
    },
  ],
  reason: "You get this message because you had an account at Brand Automator with this address.",
}));
