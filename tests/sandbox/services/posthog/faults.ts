import { z } from "zod";

/** PostHog takes what it is sent with 200, keeps none of it, and says which product's limit was reached. */
const QuotaLimited = z.strictObject({
  resources: z.array(z.enum(["events", "recordings", "feature_flags"])).default(["events"]),
});
export type QuotaLimited = z.output<typeof QuotaLimited>;

/** Bodies above this size are refused with 413 while the fault lasts: times counts the refusals. */
const TooLargeAbove = z.strictObject({ bytes: z.number().int().min(1) });
export type TooLargeAbove = z.output<typeof TooLargeAbove>;

export const posthogFaults = { "quota-limited": QuotaLimited, "too-large-above": TooLargeAbove };
