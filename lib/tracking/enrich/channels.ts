import type { SourceCategory } from "./known-sources";
import type { CHANNELS } from "./schemas";

export type Channel = (typeof CHANNELS)[number];

const PAID = /^(?:.*cp.*|ppc|retargeting|paid.*)$/;
const SHOP_CAMPAIGN = /^(?:.*(?:(?:[^a-df-z]|^)shop|shopping).*)$/;
const EMAIL_WORDS = new Set(["email", "e-mail", "e_mail", "e mail", "newsletter"]);
const DISPLAY_MEDIA = new Set(["display", "banner", "expandable", "interstitial", "cpm"]);
const SOCIAL_MEDIA = new Set([
  "social",
  "social-network",
  "social-media",
  "sm",
  "social network",
  "social media",
]);
const DIRECT_SOURCES = new Set(["direct", "(direct)"]);
const NO_MEDIUM = new Set(["", "none", "(none)", "(not set)"]);
const REFERRAL_MEDIA = new Set(["referral", "app", "link"]);

export type Acquisition = { source: string; medium: string; campaign: string; category?: SourceCategory };

/**
 * The channel of an arrival, by GA4's default channel group read from top to bottom, with "AI Assistants" added.
 * @param arrival lower-case texts; "" = not given. `category` where the source is a known one.
 */
export function channelOf(arrival: Acquisition): Channel {
  const { source, medium, campaign, category } = arrival;
  if (!source && !medium && !campaign) return "Direct";
  if (DIRECT_SOURCES.has(source) && NO_MEDIUM.has(medium)) return "Direct";
  if (campaign.includes("cross-network")) return "Cross-network";
  const isShop = category === "shopping" || SHOP_CAMPAIGN.test(campaign);
  return paidChannel(medium, category, isShop) ?? organicChannel(source, medium, category, isShop);
}

function paidChannel(
  medium: string,
  category: SourceCategory | undefined,
  isShop: boolean,
): Channel | undefined {
  const isPaid = PAID.test(medium);
  if (isPaid && isShop) return "Paid Shopping";
  if (isPaid && category === "search") return "Paid Search";
  if (isPaid && category === "social") return "Paid Social";
  if (isPaid && category === "video") return "Paid Video";
  if (DISPLAY_MEDIA.has(medium)) return "Display";
  return isPaid ? "Paid Other" : undefined;
}

function organicChannel(
  source: string,
  medium: string,
  category: SourceCategory | undefined,
  isShop: boolean,
): Channel {
  // What the link itself says about its medium is more exact than what is known of the website.
  if (category === "email" || EMAIL_WORDS.has(source) || EMAIL_WORDS.has(medium)) return "Email";
  if (medium === "affiliate" || medium === "affiliates") return "Affiliates";
  if (medium === "audio") return "Audio";
  if (source === "sms" || medium === "sms") return "SMS";
  if (
    medium.endsWith("push") ||
    medium.includes("mobile") ||
    medium.includes("notification") ||
    source === "firebase"
  )
    return "Mobile Push";
  if (category === "ai") return "AI Assistants";
  if (isShop) return "Organic Shopping";
  if (category === "social" || SOCIAL_MEDIA.has(medium)) return "Organic Social";
  if (category === "video" || medium.includes("video")) return "Organic Video";
  if (category === "search" || medium === "organic") return "Organic Search";
  if (category === "site" || REFERRAL_MEDIA.has(medium) || (source.includes(".") && !medium))
    return "Referral";
  return "Unassigned";
}
