import { z } from "zod";
import { env } from "@/lib/env";
import { defineTemplate } from "../template";
import { timeWords } from "../words";
import { greeting, HAS_ACCOUNT, Name, Text } from "./parts";

export const passwordChanged = defineTemplate(z.object({ name: Name, at: Text }), ({ name, at }) => ({
  subject: "Your password was changed",
  heading: "Your password was changed",
  blocks: [
    greeting(name),
    { kind: "text", text: `The password of your account was changed on ${timeWords(at)}.` },
    { kind: "text", text: "If that was you, all is well. If not, choose a new one at once:" },
    {
      kind: "button",
      label: "Choose a new password",
      url: new URL("/auth/forgot-password", env().APP_URL).href,
    },
  ],
  reason: HAS_ACCOUNT,
}));
