import { z } from "zod";
import type { Place } from "@/lib/geo";
import { applyChannelRules } from "./enrich/channel-rules";
import type { ChannelRules } from "./enrich/schemas";
import { sourceOf } from "./enrich/source";
import type { Agent } from "./enrich/user-agent";
import { isAllowedHost } from "./collect/hosts";
import { RecentMap } from "@/lib/recent-map";

/** The dictionary's JSON texts: written by the collector, read by the rollup. Empty fields are left out. */
const text = z.string().default("");

export const ClientValue = z.object({
  country: text,
  region: text,
  city: text,
  device: text,
  browser: text,
  os: text,
  language: text,
  screenWidthPx: z.number().int().default(0),
});
export type ClientValue = z.infer<typeof ClientValue>;

export const SourceValue = z.object({
  channel: text,
  source: text,
  referrer: text,
  utmSource: text,
  utmMedium: text,
  utmCampaign: text,
  utmTerm: text,
  utmContent: text,
  clickId: text,
  /** Code of the short link that led here. */
  link: text,
});
export type SourceValue = z.infer<typeof SourceValue>;

const WIDTH_STEP_PX = 20;
const CLIENTS_MAX = 20_000;
const clientTexts = new RecentMap<string, string>(CLIENTS_MAX);

/** The text under which browser, place, language and rounded screen width are stored. */
export function clientText(agent: Agent, place: Place, language: string, widthPx: number): string {
  const width = Math.round(widthPx / WIDTH_STEP_PX) * WIDTH_STEP_PX;
  const key = `${agent.device}|${agent.browser}|${agent.os}|${place.country}|${place.region}|${place.city}|${language}|${width}`;
  const known = clientTexts.get(key);
  if (known !== undefined) return known;
  const made = compactJson({
    country: place.country,
    region: place.region,
    city: place.city,
    device: agent.device,
    browser: agent.browser,
    os: agent.os,
    language: baseLanguage(language),
    screenWidthPx: width,
  });
  clientTexts.set(key, made);
  return made;
}

/** "de" of "de-CH": what Intl can name. Anything that is no language tag is unknown. */
function baseLanguage(tag: string): string {
  const base = tag.toLowerCase().split(/[-_]/)[0] ?? "";
  return /^[a-z]{2,3}$/.test(base) ? base : "";
}

const SOURCES_MAX = 20_000;
const sourceTexts = new RecentMap<string, string>(SOURCES_MAX);

/** What of a site decides about sources: its own hosts and its owner's rules. The texts are there to notice a change. */
export type SourceSite = {
  no: number;
  hosts: readonly string[];
  hostsText: string;
  channelRules?: ChannelRules;
  /** The rules as one text. */
  channelRulesText?: string;
};

/**
 * The text under which the source of a page view is stored, null without one.
 * @param site whose own hosts are no source, and whose rules name channels
 */
export function sourceText(site: SourceSite, search: string, referrer: string): string | null {
  if (search === "" && referrer === "") return null;
  const key = `${site.no} ${site.hostsText} ${site.channelRulesText ?? ""} ${search} ${referrer}`;
  const known = sourceTexts.get(key);
  if (known !== undefined) return known === "" ? null : known;
  const source = sourceOf(search, referrer, (host) => isAllowedHost(host, site.hosts));
  const made = source
    ? compactJson({ ...source, channel: applyChannelRules(site.channelRules ?? [], source) })
    : "";
  sourceTexts.set(key, made);
  return made === "" ? null : made;
}

function compactJson(fields: Readonly<Record<string, string | number>>): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== "" && value !== 0)),
  );
}
