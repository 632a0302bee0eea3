import { SOURCE_BY_WORD, type SourceCategory } from "./known-sources";

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
const REFERRAL_MEDIA = new Set(["referral", "app", "link"]);

export type Acquisition = { source: string; medium: string; campaign: string; category?: SourceCategory };

/**
 * The channel of an arrival, by GA4's default channel group read from top to bottom, with "AI Assistants" added.
 * @param arrival lower-case texts; "" = not given. `category` where the source was recognised by its host.
 */
export function channelOf(arrival: Acquisition): Channel {
  const { source, medium, campaign } = arrival;
  if (!source && !medium && !campaign) return "Direct";
  const category = arrival.category ?? SOURCE_BY_WORD.get(source)?.category;
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
  if (REFERRAL_MEDIA.has(medium) || (source.includes(".") && !medium)) return "Referral";
  return "Unassigned";
}
