import { z } from "zod";
import { defineTemplate } from "../template";
import { OwnUrl, subjectName, timeWords, typedName } from "../words";
import { Name, Text } from "./parts";

export const workspaceClosing = defineTemplate(
  z.object({ workspaceName: Name, by: Name, purgeAt: Text, restoreUrl: OwnUrl }),
  ({ workspaceName, by, purgeAt, restoreUrl }) => ({
    subject: `${subjectName(workspaceName)} will be deleted`,
    heading: `${typedName(workspaceName)} will be deleted`,
    blocks: [
      {
        kind: "text",
        text: `${typedName(by) || "An owner"} deleted this workspace. It is closed now, and everything in it goes for good on ${timeWords(purgeAt)}.`,
      },
      { kind: "text", text: "Until then an owner can bring it back or take a copy of its data:" },
      { kind: "button", label: "Open the workspace's settings", url: restoreUrl },
    ],
    reason: "You get this message because you are an owner of this workspace at Brand Automator.",
  }),
);
