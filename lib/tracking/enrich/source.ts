import { getDomain } from "tldts";
import { RecentMap } from "@/lib/recent-map";
import { channelOf, type Channel } from "./channels";
import { CLICK_IDS, type ClickId } from "./click-ids";
import { knownApp, knownHost, type KnownSource, knownWord } from "./known-sources";

/** Where a page view came from. Empty texts stand for "not given". */
export type Source = {
  channel: Channel;
  source: string;
  /** Host and path of the referring page, without its query. */
  referrer: string;
  utmSource: string;
  utmMedium: string;
  utmCampaign: string;
  utmTerm: string;
  utmContent: string;
  /** Name of the click id in the address ("gclid"), never its value. */
  clickId: string;
  /** Code of the short link that led here (ba_l). */
  link: string;
};

const TEXT_MAX = 200;

/**
 * Finds the source of a page view; UTM comes before click id before referrer.
 * @param search query of the page's address, as text
 * @param referrerUrl document.referrer as sent; may be empty or nonsense
 * @param isOwnHost whether a host belongs to the site itself: its pages are no source
 * @returns null where nothing points elsewhere (typed address, bookmark, next page of the same site)
 */
export function sourceOf(
  search: string,
  referrerUrl: string,
  isOwnHost: (host: string) => boolean,
): Source | null {
  const referrer = readReferrer(referrerUrl, isOwnHost);
  if (search.length < 2 && !referrer) return null;
  const query = readQuery(search);
  const utm = readUtm(query);
  const click = CLICK_IDS.find((id) => query.has(id.param));
  const link = readLink(query.get("ba_l"));
  const hasUtm = Object.values(utm).some((value) => value !== "");
  if (!hasUtm && !click && !referrer && link === "") return null;
  const arrival = utm.utmSource ? byUtm(utm, click) : byClickOrReferrer(utm, click, referrer);
  // A campaign that says neither source nor medium is no typed address.
  const channel = arrival.channel === "Direct" && hasUtm && !utm.utmSource ? "Unassigned" : arrival.channel;
  return {
    source: arrival.source,
    channel,
    referrer: referrer?.page ?? "",
    ...utm,
    clickId: click?.param ?? "",
    link,
  };
}

const LINK_CODE = /^[A-Za-z0-9_-]{1,64}$/;

const readLink = (value = ""): string => (LINK_CODE.test(value) ? value : "");

/** Names in lower case; the first value of a name counts. */
function readQuery(search: string): ReadonlyMap<string, string> {
  const query = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(search)) {
    const key = name.toLowerCase();
    if (!query.has(key)) query.set(key, value);
  }
  return query;
}

function byUtm(utm: Utm, click: ClickId | undefined): Pick<Source, "channel" | "source"> {
  const word = utm.utmSource.toLowerCase();
  const known = knownWord(word);
  const medium = utm.utmMedium.toLowerCase() || (click?.medium ?? "");
  return {
    source: known?.name ?? word,
    channel: channelOf({
      source: word,
      medium,
      campaign: utm.utmCampaign.toLowerCase(),
      category: known?.category,
    }),
  };
}

function byClickOrReferrer(
  utm: Utm,
  click: ClickId | undefined,
  referrer: Referrer | null,
): Pick<Source, "channel" | "source"> {
  const named = click && !saysMore(referrer, click) ? knownWord(click.source) : referrer?.known;
  const source = named?.name ?? (click ? click.source : (referrer?.domain ?? ""));
  const medium = utm.utmMedium.toLowerCase() || (click ? click.medium : referrer ? "referral" : "");
  return {
    source,
    channel: channelOf({
      source,
      medium,
      campaign: utm.utmCampaign.toLowerCase(),
      category: named?.category,
    }),
  };
}

/** fbclid stands on links of Instagram too: an unpaid mark says less than a referrer that is a known network itself. */
const saysMore = (referrer: Referrer | null, click: ClickId): boolean =>
  click.medium === "" && referrer?.known?.category === "social";

type Utm = Pick<Source, "utmSource" | "utmMedium" | "utmCampaign" | "utmTerm" | "utmContent">;

function readUtm(query: ReadonlyMap<string, string>): Utm {
  const read = (name: string): string =>
    (query.get(name) ?? "")
      .replace(/[\u0000-\u001f]/g, " ")
      .trim()
      .slice(0, TEXT_MAX);
  return {
    utmSource: read("utm_source") || read("ref"),
    utmMedium: read("utm_medium"),
    utmCampaign: read("utm_campaign"),
    utmTerm: read("utm_term"),
    utmContent: read("utm_content"),
  };
}

type Referrer = { host: string; domain: string; page: string; known: KnownSource | undefined };

const REFERRERS_MAX = 5_000;
const referrers = new RecentMap<string, Referrer | false>(REFERRERS_MAX);

function readReferrer(text: string, isOwnHost: (host: string) => boolean): Referrer | null {
  if (!text) return null;
  let referrer = referrers.get(text);
  if (referrer === undefined) {
    referrer = parseReferrer(text) ?? false;
    referrers.set(text, referrer);
  }
  return referrer && referrer.known?.category !== "none" && !isOwnHost(referrer.host) ? referrer : null;
}

function parseReferrer(text: string): Referrer | null {
  const url = tryUrl(text);
  if (!url || !["http:", "https:", "android-app:"].includes(url.protocol)) return null;
  const host = url.hostname.toLowerCase().replace(/^www\./, "");
  if (!host) return null;
  const isApp = url.protocol === "android-app:";
  const path = url.pathname.length > 1 ? url.pathname : "";
  const domain = getDomain(host) ?? host;
  return {
    host,
    // docs.google.com is not "google.com", which reports call google and count as search.
    domain: isApp || knownHost(domain) ? host : domain,
    page: (host + path).slice(0, TEXT_MAX),
    known: isApp ? knownApp(host) : knownHost(host),
  };
}

function tryUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
