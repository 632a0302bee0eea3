import { z } from "zod";
import { defineTemplate } from "../template";
import { OwnUrl, subjectName, timeWords, typedName } from "../words";
import { Name, Text } from "./parts";

export const invitation = defineTemplate(
  z.object({ url: OwnUrl, inviterName: Name, workspaceName: Name, role: Text, expiresAt: Text }),
  ({ url, inviterName, workspaceName, role, expiresAt }) => {
    const inviter = inviterName.trim() || "Somebody";
    return {
      subject: `${subjectName(inviter)} invites you to ${subjectName(workspaceName)}`,
      heading: `Join ${typedName(workspaceName)}`,
      blocks: [
        {
          kind: "text",
          text: `${typedName(inviter)} invites you to work together in Brand Automator, where a team plans, publishes and measures its marketing.`,
        },
        {
          kind: "facts",
          facts: [
            ["Workspace", typedName(workspaceName)],
            ["Your role", typedName(role)],
            ["Open until", timeWords(expiresAt)],
          ],
        },
        { kind: "button", label: "See the invitation", url },
        {
          kind: "note",
          text: "If you do not know who this is, ignore this message; you become a member only by accepting.",
        },
      ],
      reason: `You get this message because ${typedName(inviter)} entered this address at Brand Automator. You are on no list.`,
    };
  },
);
