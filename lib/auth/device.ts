import { UAParser } from "ua-parser-js";
import { placeOf } from "@/lib/geo";

const USER_AGENT_CHARS_MAX = 1_000;
const LABEL_CHARS_MAX = 80;
const UNKNOWN_DEVICE = "Unknown device";

const BROWSERS: Record<string, string> = {
  "Mobile Safari": "Safari",
  "Mobile Chrome": "Chrome",
  "Chrome Headless": "Chrome",
  "Chrome WebView": "Chrome",
  "Mobile Firefox": "Firefox",
};
const SYSTEMS: Record<string, string> = { "Mac OS": "macOS" };

/** What a person recognises their device by: "Chrome on macOS". A program is named by the start of its user agent. */
export function deviceLabel(userAgent: string): string {
  const text = userAgent.slice(0, USER_AGENT_CHARS_MAX);
  const { browser, os } = new UAParser(text).getResult();
  const name = browser.name ? (BROWSERS[browser.name] ?? browser.name) : "";
  const system = os.name ? (SYSTEMS[os.name] ?? os.name) : "";
  if (name && system) return `${name} on ${system}`.slice(0, LABEL_CHARS_MAX);
  const program = /^[A-Za-z0-9._-]+/.exec(text)?.[0] ?? "";
  return (name || system || program || UNKNOWN_DEVICE).slice(0, LABEL_CHARS_MAX);
}

/** Country code and city of an address; null where they are not known. The address itself is not kept. */
export function signInPlace(address: string): { country: string | null; city: string | null } {
  const { country, city } = placeOf(address);
  return { country: country || null, city: city || null };
}

const countryNames = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });

/** "Lisbon, Portugal", "Portugal", or that it is not known. */
export function placeLabel(country: string | null, city: string | null): string {
  if (!country) return "Unknown place";
  const name = /^[A-Z]{2}$/.test(country) ? (countryNames.of(country) ?? country) : country;
  return city ? `${city}, ${name}` : name;
}
