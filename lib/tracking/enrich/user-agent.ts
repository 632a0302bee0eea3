import { isbot } from "isbot";
import { UAParser } from "ua-parser-js";
import { RecentMap } from "@/lib/recent-map";

export type DeviceClass = "desktop" | "mobile" | "tablet" | "tv" | "other";

export type Agent = { isBot: boolean; device: DeviceClass; browser: string; os: string };

const USER_AGENT_CACHE_MAX = 5_000;
const USER_AGENT_LENGTH_MAX = 1_000;
const cache = new RecentMap<string, Agent>(USER_AGENT_CACHE_MAX);

// Link previews of apps whose user agents isbot takes for browsers.
const PREVIEW =
  /whatsapp\/|telegrambot|bluesky|snapchat.*preview|skypeuripreview|linkedinbot|facebookexternalhit|twitterbot|slackbot/i;

/** What a user agent tells. An empty one is a bot: browsers always send theirs. */
export function readAgent(userAgent: string): Agent {
  const text =
    userAgent.length > USER_AGENT_LENGTH_MAX ? userAgent.slice(0, USER_AGENT_LENGTH_MAX) : userAgent;
  const known = cache.get(text);
  if (known) return known;
  const agent = parse(text);
  cache.set(text, agent);
  return agent;
}

function parse(text: string): Agent {
  const { browser, device, os } = new UAParser(text).getResult();
  return {
    isBot: text === "" || isbot(text) || PREVIEW.test(text),
    device: deviceClass(device.type, os.name),
    browser: browserName(browser.name ?? ""),
    os: osName(os.name ?? ""),
  };
}

function deviceClass(type: string | undefined, os: string | undefined): DeviceClass {
  if (type === "mobile" || type === "tablet") return type;
  if (type === "smarttv") return "tv";
  if (type) return "other";
  return os ? "desktop" : "other";
}

function browserName(name: string): string {
  if (name === "Mobile Safari") return "Safari";
  if (name === "Chrome WebView" || name === "Chrome Headless" || name === "Mobile Chrome") return "Chrome";
  if (name === "Mobile Firefox") return "Firefox";
  return name;
}

function osName(name: string): string {
  return name === "Mac OS" ? "macOS" : name;
}
