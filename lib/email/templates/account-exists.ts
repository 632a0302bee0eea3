import { z } from "zod";
import { defineTemplate } from "../template";
import { OwnUrl } from "../words";
import { HAS_ACCOUNT } from "./parts";

export const accountExists = defineTemplate(
  z.object({ loginUrl: OwnUrl, resetUrl: OwnUrl }),
  ({ loginUrl, resetUrl }) => ({
    subject: "You have an account already",
    heading: "You have an account already",
    blocks: [
      {
        kind: "text",
        text: "Somebody, hopefully you, wanted to use this address for a Brand Automator account. There is one with it already.",
      },
      { kind: "button", label: "Sign in", url: loginUrl },
      { kind: "text", text: "If you do not know your password any more, choose a new one:" },
      { kind: "button", label: "Choose a new password", url: resetUrl },
      { kind: "note", text: "If it was not you, there is nothing to do: nothing was changed." },
    ],
    reason: HAS_ACCOUNT,
  }),
);
