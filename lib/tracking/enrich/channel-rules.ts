import type { ChannelRule, ChannelRuleField, ChannelRuleOp } from "./schemas";
import type { Source } from "./source";

/** What rules may look at of an arrival. */
export type RuledArrival = Omit<Source, "channel"> & { channel: string };

const READ: Record<ChannelRuleField, (arrival: RuledArrival) => string> = {
  source: (arrival) => arrival.source,
  medium: (arrival) => arrival.utmMedium,
  campaign: (arrival) => arrival.utmCampaign,
  term: (arrival) => arrival.utmTerm,
  content: (arrival) => arrival.utmContent,
  utm_source: (arrival) => arrival.utmSource,
  referrer: (arrival) => arrival.referrer,
  click_id: (arrival) => arrival.clickId,
  link: (arrival) => arrival.link,
};

const FITS: Record<ChannelRuleOp, (text: string, value: string) => boolean> = {
  is: (text, value) => text === value,
  contains: (text, value) => text.includes(value),
  starts_with: (text, value) => text.startsWith(value),
};

/**
 * The channel of an arrival by the owner's rules, read from top to bottom; the arrival's own where none fits. Letter case
 * does not matter. An arrival without a source (Direct) is asked about nothing: there is nothing a rule could look at.
 */
export function applyChannelRules(rules: readonly ChannelRule[], arrival: RuledArrival): string {
  const fitting = rules.find((rule) =>
    FITS[rule.op](READ[rule.field](arrival).toLowerCase(), rule.value.toLowerCase()),
  );
  return fitting?.channel ?? arrival.channel;
}
