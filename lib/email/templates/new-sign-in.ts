import { z } from "zod";
import { defineTemplate } from "../template";
import { OwnUrl, timeWords, typedName } from "../words";
import { greeting, HAS_ACCOUNT, Name, Text } from "./parts";

export const newSignIn = defineTemplate(
  z.object({ name: Name, device: Text, place: Text, at: Text, securityUrl: OwnUrl }),
  ({ name, device, place, at, securityUrl }) => ({
    subject: "New sign-in to your account",
    heading: "New sign-in to your account",
    blocks: [
      greeting(name),
      { kind: "text", text: "Somebody signed in to your account from a device or place that is new to us." },
      {
        kind: "facts",
        facts: [
          ["Device", typedName(device) || "Unknown"],
          ["Place", typedName(place) || "Unknown"],
          ["Time", timeWords(at)],
        ],
      },
      {
        kind: "text",
        text: "If that was you, there is nothing to do. If not, end that session and change your password:",
      },
      { kind: "button", label: "Look at my sessions", url: securityUrl },
    ],
    reason: HAS_ACCOUNT,
  }),
);
