import { z } from "zod";

const address = z.string().transform((text) => text.toLowerCase());

/** Faults of the mail server, for the control API: { kind: "own", name, params }. */
export const mailFaults = {
  /** Refuses a recipient (any one without `to`): 550 for ever, 451 for now. */
  "refuse-recipient": z.strictObject({
    to: address.optional(),
    code: z.union([z.literal(550), z.literal(451)]).default(550),
  }),
  /** Cuts the connection once the message has come, without an answer; `keep` says whether it arrived all the same. */
  "drop-after-data": z.strictObject({ to: address.optional(), keep: z.boolean().default(true) }),
  /** Answers the message `ms` late. */
  slow: z.strictObject({ ms: z.number().int().min(0).max(600_000) }),
};

export type RefuseRecipient = z.output<(typeof mailFaults)["refuse-recipient"]>;
export type DropAfterData = z.output<(typeof mailFaults)["drop-after-data"]>;
export type Slow = z.output<(typeof mailFaults)["slow"]>;
