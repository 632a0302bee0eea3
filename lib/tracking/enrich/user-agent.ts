import { isbot } from "isbot";
import { UAParser } from "ua-parser-js";
import { RecentMap } from "@/lib/recent-map";

export type DeviceClass = "desktop" | "mobile" | "tablet" | "tv" | "other";

/** Why a sender is no visitor: a program, a program that draws a card of a link, a browser that only loads ahead. */
export type SenderReason = "bot" | "preview" | "prefetch";

export type Agent = {
  isBot: boolean;
  /** null where the user agent is that of a person's browser. */
  reason: "bot" | "preview" | null;
  device: DeviceClass;
  browser: string;
  os: string;
};

const USER_AGENT_CACHE_MAX = 5_000;
const USER_AGENT_LENGTH_MAX = 1_000;
const cache = new RecentMap<string, Agent>(USER_AGENT_CACHE_MAX);

/** Programs that fetch a page because somebody shared its link. Some of them pass for browsers otherwise. */
const PREVIEW = new RegExp(
  [
    "facebookexternalhit|facebookcatalog|facebot|meta-externalfetcher|twitterbot|linkedinbot|slackbot|slack-imgproxy",
    "whatsapp\\/|telegrambot|discordbot|bluesky cardyb|mastodon\\/|pleroma|misskey|akkoma|threadsbot|redditbot|pinterest(?:bot)?\\/\\d",
    "skypeuripreview|microsoftpreview|teamsbot|snap url preview|^viber\\/\\d|vkshare|kakaotalk-scrap|line-?poker",
    "iframely|embedly|opengraph|google-pagerenderer|bitlybot|flipboardproxy|^tumblr\\/\\d|nuzzel|xing-contenttabreceiver",
  ].join("|"),
  "i",
);

// Browsers under remote control; isbot leaves some of them out.
const AUTOMATED =
  /headless|puppeteer|playwright|phantomjs|selenium|cypress\/|electron\/.*cypress|lighthouse/i;

/** What a user agent tells. An empty one is a bot: browsers always send theirs. Remembered, since events repeat them. */
export function readAgent(userAgent: string): Agent {
  const text =
    userAgent.length > USER_AGENT_LENGTH_MAX ? userAgent.slice(0, USER_AGENT_LENGTH_MAX) : userAgent;
  const known = cache.get(text);
  if (known) return known;
  const agent = parse(text);
  cache.set(text, agent);
  return agent;
}

const AHEAD = /prefetch|prerender|preview/i;

/** The values of the headers in which browsers say that they load ahead, as one text; "" when none says so. */
export const purposeOf = (header: (name: string) => string | null | undefined): string =>
  ["sec-purpose", "purpose", "x-moz", "x-purpose"].map((name) => header(name) ?? "").join("");

/**
 * Whether the sender of a request is a visitor.
 * @param sender `purpose` as from {@link purposeOf}
 * @returns why it is none, or null
 */
export function senderVerdict(sender: { userAgent: string; purpose?: string }): SenderReason | null {
  if (sender.purpose && AHEAD.test(sender.purpose)) return "prefetch";
  return readAgent(sender.userAgent).reason;
}

function parse(text: string): Agent {
  const { browser, device, os } = new UAParser(text).getResult();
  const reason = reasonOf(text);
  return {
    isBot: reason !== null,
    reason,
    device: deviceClass(text, device.type, os.name),
    browser: browserName(browser.name ?? ""),
    os: osName(os.name ?? ""),
  };
}

function reasonOf(text: string): Agent["reason"] {
  if (PREVIEW.test(text)) return "preview";
  return text === "" || AUTOMATED.test(text) || isbot(text) ? "bot" : null;
}

const TV = /smart-?tv|\bTV\b|\bAFT[A-Z]+\b|CrKey|\bRoku\b|Bravia|web0s|webos\.tv|tizen.*tv|hbbtv/i;

function deviceClass(text: string, type: string | undefined, os: string | undefined): DeviceClass {
  if (type === "smarttv" || TV.test(text)) return "tv";
  if (type === "mobile" || type === "tablet") return type;
  if (type) return "other";
  // Android's own rule: a tablet's user agent lacks "Mobile".
  if (os === "Android") return /mobile/i.test(text) ? "mobile" : "tablet";
  return os ? "desktop" : "other";
}

const BROWSER_NAMES: Readonly<Record<string, string>> = {
  "Mobile Safari": "Safari",
  "Chrome WebView": "Chrome",
  "Chrome Headless": "Chrome",
  "Mobile Chrome": "Chrome",
  "Mobile Firefox": "Firefox",
  "Samsung Browser": "Samsung Internet",
  "Opera Mobi": "Opera",
  "Opera Touch": "Opera",
  "Opera Tablet": "Opera",
  GSA: "Google app",
  WebKit: "Safari",
};

const OS_NAMES: Readonly<Record<string, string>> = {
  "Mac OS": "macOS",
  "Chromium OS": "ChromeOS",
  "Chrome OS": "ChromeOS",
};

const browserName = (name: string): string => BROWSER_NAMES[name] ?? name;
const osName = (name: string): string => OS_NAMES[name] ?? name;
