import { getDomain, getDomainWithoutSuffix } from "tldts";
import * as table from "./sources.data";

export type SourceCategory = "search" | "social" | "video" | "shopping" | "ai" | "email" | "site" | "none";

export type KnownSource = {
  /** What reports show as the source. */
  name: string;
  /** "site" = known, and a plain referral; "none" = no source at all (sign-in, payment). */
  category: SourceCategory;
};

/** These firms own their name under very many country domains (google.de, amazon.co.uk). */
const NAMES_UNDER_ANY_SUFFIX: ReadonlySet<string> = new Set([
  "google",
  "yahoo",
  "yandex",
  "amazon",
  "ebay",
  "pinterest",
  "tripadvisor",
  "glassdoor",
  "yelp",
  "blogspot",
]);

/** Only their own front is a search engine; docs.google.com is a website like others. */
const SEARCH_ON_THE_DOMAIN_ONLY: ReadonlySet<string> = new Set(["google"]);

const byHost = new Map<string, KnownSource>();
const byWord = new Map<string, KnownSource>();

function add(category: SourceCategory, rows: readonly table.SourceRow[]): void {
  for (const [name, hosts, aliases = []] of rows) {
    const source = { name, category };
    for (const host of hosts) byHost.set(host, source);
    for (const word of [name, ...aliases, ...hosts]) byWord.set(word, source);
  }
}

add("search", table.search);
add("social", table.social);
add("video", table.video);
add("shopping", table.shopping);
add("ai", table.ai);
add("email", table.email);
add("site", table.site);
byWord.set("blogspot", { name: "blogger", category: "social" });
const PASS_THROUGH: KnownSource = { name: "", category: "none" };
for (const host of table.PASS_THROUGH_HOSTS) byHost.set(host, PASS_THROUGH);

/** The table's entry for a text in utm_source: a name, one of its spellings, or a host. In lower case. */
export function knownWord(word: string): KnownSource | undefined {
  const known = byWord.get(word) ?? (word.includes(".") ? knownHost(word.replace(/^www\./, "")) : undefined);
  return known?.category === "none" ? undefined : known;
}

/** The table's entry for an Android package, as in `android-app://com.reddit.frontpage`. In lower case. */
export function knownApp(name: string): KnownSource | undefined {
  const source = table.ANDROID_APPS[name];
  return source === undefined ? undefined : byWord.get(source);
}

/**
 * The table's entry for a host: exact host, then exact registrable domain, then a firm that has its name in many countries.
 * Never a substring: netflix.com does not contain x.com.
 * @param host in lower case, without "www."
 */
export function knownHost(host: string): KnownSource | undefined {
  const exact = byHost.get(host);
  if (exact) return exact;
  const domain = getDomain(host);
  if (domain === null) return undefined;
  const name = getDomainWithoutSuffix(host) ?? "";
  const isCountrys = NAMES_UNDER_ANY_SUFFIX.has(name);
  // mail.yahoo.de and docs.google.de are what they are on .com.
  const asCom = isCountrys ? byHost.get(`${host.slice(0, -domain.length)}${name}.com`) : undefined;
  if (asCom) return asCom;
  if (SEARCH_ON_THE_DOMAIN_ONLY.has(name) && host !== domain) return undefined;
  return byHost.get(domain) ?? (isCountrys ? byWord.get(name) : undefined);
}
