import { getDomain, getDomainWithoutSuffix } from "tldts";
import { RecentMap } from "@/lib/recent-map";
import { channelOf, type Channel } from "./channels";
import { CLICK_IDS, type ClickId } from "./click-ids";
import { NAMES_UNDER_ANY_SUFFIX, SOURCE_BY_HOST, SOURCE_BY_WORD, type KnownSource } from "./known-sources";

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
  const hasUtm = utm.utmSource !== "" || utm.utmMedium !== "" || utm.utmCampaign !== "";
  if (!hasUtm && !click && !referrer) return null;
  const arrival = utm.utmSource ? byUtm(utm, click) : byClickOrReferrer(utm, click, referrer);
  return { ...arrival, referrer: referrer?.page ?? "", ...utm, clickId: click?.param ?? "" };
}

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
  const known = SOURCE_BY_WORD.get(word);
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
  const source = click?.source ?? referrer?.known?.name ?? referrer?.domain ?? "";
  const category = click ? SOURCE_BY_WORD.get(click.source)?.category : referrer?.known?.category;
  const medium = utm.utmMedium.toLowerCase() || (click?.medium ?? "");
  return {
    source,
    channel: channelOf({ source, medium, campaign: utm.utmCampaign.toLowerCase(), category }),
  };
}

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
  const path = url.pathname.length > 1 ? url.pathname : "";
  return {
    host,
    domain: getDomain(host) ?? host,
    page: (host + path).slice(0, TEXT_MAX),
    known: knownHost(host),
  };
}

/** The table's entry for a host: exact host, exact registrable domain, or a firm that has its name in many countries. */
export function knownHost(host: string): KnownSource | undefined {
  const exact = SOURCE_BY_HOST.get(host);
  if (exact) return exact;
  const domain = getDomain(host);
  if (domain === null) return undefined;
  const known = SOURCE_BY_HOST.get(domain);
  if (known) return known;
  const name = getDomainWithoutSuffix(host);
  return name !== null && NAMES_UNDER_ANY_SUFFIX.has(name) ? SOURCE_BY_WORD.get(name) : undefined;
}

function tryUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
