/** Shapes of the rules for sources that the browser may import too: zod only. */
import { z } from "zod";

/** GA4's default channel groups, with AI assistants added. Owners' rules may name others. */
export const CHANNELS = [
  "Direct",
  "Cross-network",
  "Paid Shopping",
  "Paid Search",
  "Paid Social",
  "Paid Video",
  "Display",
  "Paid Other",
  "Organic Shopping",
  "Organic Social",
  "Organic Video",
  "Organic Search",
  "AI Assistants",
  "Referral",
  "Email",
  "Affiliates",
  "Audio",
  "SMS",
  "Mobile Push",
  "Unassigned",
] as const;

/**
 * What a rule looks at: `source` as reports show it, `medium`, `campaign`, `term` and `content` as the link says them in its
 * utm_ fields, `utm_source` as written there, `referrer` as host and path, `click_id` as the name of a network's mark
 * ("gclid"), `link` as the code of a short link.
 */
export const ChannelRuleField = z.enum([
  "source",
  "medium",
  "campaign",
  "term",
  "content",
  "utm_source",
  "referrer",
  "click_id",
  "link",
]);
export type ChannelRuleField = z.infer<typeof ChannelRuleField>;

export const ChannelRuleOp = z.enum(["is", "contains", "starts_with"]);
export type ChannelRuleOp = z.infer<typeof ChannelRuleOp>;

export const ChannelRule = z.strictObject({
  field: ChannelRuleField,
  op: ChannelRuleOp,
  /** Compared without regard to letter case. */
  value: z.string().trim().min(1, "Enter the text to look for").max(200),
  /** One of the default channels or a name of the owner's own. */
  channel: z.string().trim().min(1, "Enter a channel").max(50),
});
export type ChannelRule = z.infer<typeof ChannelRule>;

/** Read from top to bottom; the first that fits decides. */
export const ChannelRules = z.array(ChannelRule).max(100);
export type ChannelRules = z.infer<typeof ChannelRules>;
