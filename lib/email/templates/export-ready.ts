import { z } from "zod";
import { defineTemplate } from "../template";
import { OwnUrl, subjectName, timeWords, typedName } from "../words";
import { Name, Text } from "./parts";

export const exportReady = defineTemplate(
  z.object({ workspaceName: Name, url: OwnUrl, expiresAt: Text }),
  ({ workspaceName, url, expiresAt }) => ({
    subject: `Your copy of ${subjectName(workspaceName)} is ready`,
    heading: "Your copy is ready",
    blocks: [
      {
        kind: "text",
        text: `The copy of everything in ${typedName(workspaceName)} that you asked for can be downloaded now.`,
      },
      { kind: "button", label: "Download the copy", url },
      {
        kind: "note",
        text: `It is kept until ${timeWords(expiresAt)}. You can ask for a new one at any time.`,
      },
    ],
    reason: "You get this message because you asked for a copy of this workspace at Brand Automator.",
  }),
);
