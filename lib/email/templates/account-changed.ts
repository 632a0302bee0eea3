import { z } from "zod";
import { defineTemplate } from "../template";
import { OwnUrl, timeWords } from "../words";
import { greeting, HAS_ACCOUNT, Name, Text } from "./parts";

/** A change to how somebody signs in: second factor, recovery codes, connected services. `what` is one sentence. */
export const accountChanged = defineTemplate(
  z.object({ name: Name, what: Text, at: Text, securityUrl: OwnUrl }),
  ({ name, what, at, securityUrl }) => ({
    subject: "A change to how you sign in",
    heading: "A change to how you sign in",
    blocks: [
      greeting(name),
      { kind: "text", text: what },
      { kind: "facts", facts: [["Time", timeWords(at)]] },
      {
        kind: "text",
        text: "If that was you, all is well. If not, change your password and look at your sessions:",
      },
      { kind: "button", label: "Look at my security settings", url: securityUrl },
    ],
    reason: HAS_ACCOUNT,
  }),
);
