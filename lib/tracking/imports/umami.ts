import { sourceOf } from "../enrich/source";
import { siteDay } from "../time/site-day";
import type { ImportDimension, RowSums } from "./rows";

/** Raw events of an Umami export (website_event.csv), put together to visits: its visit_id is the visit, its session_id the visitor. */
export const UMAMI_COLUMNS = ["session_id", "created_at", "url_path", "event_type"] as const;

type Fields = Partial<Record<string, string>>;

/** More visits than this are more than memory should hold; a year of a busy site is below it. */
export const UMAMI_VISITS_MAX = 600_000;
const BOUNCE_VISIBLE_MS = 10_000;
const PAGE_VIEW = "1";
const CUSTOM_EVENT = "2";

interface Visit {
  session: string;
  firstMs: number;
  lastMs: number;
  pageViews: number;
  events: number;
  entry: string;
  entryMs: number;
  exit: string;
  exitMs: number;
  /** `day\ndimension\nvalue` -> how often. */
  counts: Map<string, number>;
  lead: Fields;
}

export interface UmamiPlace {
  timeZone: string;
  isOwnHost: (host: string) => boolean;
}

/** Umami writes UTC, as `2026-01-31 08:15:00` or in ISO 8601. */
function timeOf(text: string): number {
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text);
  return Date.parse(hasZone ? text : `${text.replace(" ", "T")}Z`);
}

/** Collects the events of one import. */
export class UmamiVisits {
  private readonly visits = new Map<string, Visit>();
  private readonly seen = new Set<string>();

  constructor(private readonly place: UmamiPlace) {}

  get isFull(): boolean {
    return this.visits.size >= UMAMI_VISITS_MAX;
  }

  /** @returns why a line cannot be read; undefined when it was taken, or is an event that was taken before */
  add(fields: Fields): string | undefined {
    const session = fields.session_id ?? "";
    if (session === "") return "It has no session_id.";
    const atMs = timeOf(fields.created_at ?? "");
    if (!Number.isFinite(atMs) || atMs < 0) return "created_at is no time.";
    const type = fields.event_type ?? "";
    if (type !== PAGE_VIEW && type !== CUSTOM_EVENT) return `event_type "${type.slice(0, 20)}" is not known.`;
    const id = fields.event_id ?? "";
    if (id !== "") {
      if (this.seen.has(id)) return undefined;
      this.seen.add(id);
    }
    this.extend(this.visitOf(fields, session, atMs), fields, atMs, type === PAGE_VIEW);
    return undefined;
  }

  private visitOf(fields: Fields, session: string, atMs: number): Visit {
    const key = fields.visit_id ?? `${session} ${siteDay(this.place.timeZone, atMs)}`;
    const known = this.visits.get(key);
    if (known) return known;
    const made: Visit = {
      session,
      firstMs: atMs,
      lastMs: atMs,
      pageViews: 0,
      events: 0,
      entry: "",
      entryMs: Infinity,
      exit: "",
      exitMs: -Infinity,
      counts: new Map(),
      lead: fields,
    };
    this.visits.set(key, made);
    return made;
  }

  private extend(visit: Visit, fields: Fields, atMs: number, isPageView: boolean): void {
    visit.firstMs = Math.min(visit.firstMs, atMs);
    visit.lastMs = Math.max(visit.lastMs, atMs);
    const path = fields.url_path ?? "";
    const name = isPageView ? `page\n${path}` : `event\n${fields.event_name ?? ""}`;
    const key = `${siteDay(this.place.timeZone, atMs)}\n${name}`;
    visit.counts.set(key, (visit.counts.get(key) ?? 0) + 1);
    if (!isPageView) {
      visit.events += 1;
      return;
    }
    visit.pageViews += 1;
    if (atMs < visit.entryMs) Object.assign(visit, { entry: path, entryMs: atMs, lead: fields });
    if (atMs >= visit.exitMs) Object.assign(visit, { exit: path, exitMs: atMs });
  }

  /** Adds all visits, visitor by visitor, so that one who came twice a day counts once. Yields now and then, to write sums away. */
  *addTo(sums: RowSums, yieldAt: number): Generator<void> {
    const days = [...this.visits.values()]
      .map((visit) => ({ visit, day: siteDay(this.place.timeZone, visit.firstMs) }))
      .sort((a, b) => (`${a.day} ${a.visit.session}` < `${b.day} ${b.visit.session}` ? -1 : 1));
    let visitor = "";
    let met = new Set<string>();
    for (const { visit, day } of days) {
      if (visitor !== `${day} ${visit.session}`) {
        visitor = `${day} ${visit.session}`;
        met = new Set();
      }
      addVisit(sums, visit, day, this.place, (name) => isFirst(met, name));
      if (sums.size >= yieldAt) yield;
    }
  }
}

function isFirst(met: Set<string>, name: string): 0 | 1 {
  if (met.has(name)) return 0;
  met.add(name);
  return 1;
}

function addVisit(
  sums: RowSums,
  visit: Visit,
  day: string,
  place: UmamiPlace,
  visitorsOf: (name: string) => number,
): void {
  const visibleMs = visit.lastMs - visit.firstMs;
  const isBounce = visit.pageViews === 1 && visit.events === 0 && visibleMs < BOUNCE_VISIBLE_MS;
  const whole = { visits: 1, bounces: isBounce ? 1 : 0, visibleMs };
  sums.add("", day, "", { ...whole, visitors: visitorsOf("") });
  for (const [dimension, value] of dimensionsOf(visit, place)) {
    const visitors = visitorsOf(`${dimension} ${value}`);
    sums.add(dimension, day, value, {
      ...whole,
      visitors,
      pageViews: visit.pageViews,
      events: visit.events,
    });
  }
  const paths = new Set<string>();
  for (const [key, times] of visit.counts) {
    const [ownDay = day, kind, value = ""] = key.split("\n");
    const visitors = visitorsOf(`${ownDay} ${kind} ${value}`);
    const visits = isFirst(paths, `${kind} ${value}`);
    if (kind === "page") {
      sums.add("page", ownDay, value, { visitors, visits, pageViews: times });
      sums.add("", ownDay, "", { pageViews: times });
    } else {
      sums.add("event", ownDay, value, { visitors, visits, events: times });
      sums.add("", ownDay, "", { events: times });
    }
  }
}

const NAMES: Record<string, string> = {
  chrome: "Chrome",
  crios: "Chrome",
  "edge-chromium": "Edge",
  edge: "Edge",
  "edge-ios": "Edge",
  firefox: "Firefox",
  fxios: "Firefox",
  safari: "Safari",
  ios: "Safari",
  opera: "Opera",
  samsung: "Samsung Internet",
  "chromium-webview": "Chrome",
  "ios-webview": "Safari",
};
const SYSTEMS: Record<string, string> = {
  "mac os": "macOS",
  "android os": "Android",
  "chrome os": "Chrome OS",
};

function systemOf(text: string): string {
  const word = text.toLowerCase();
  return word.startsWith("windows") ? "Windows" : (SYSTEMS[word] ?? text);
}

function dimensionsOf(visit: Visit, place: UmamiPlace): [ImportDimension, string][] {
  const { lead } = visit;
  const text = (name: string): string => (lead[name] ?? "").trim();
  const country = text("country").toUpperCase();
  const region = text("region");
  const city = text("city");
  const browser = text("browser");
  const device = text("device").toLowerCase();
  const source = sourceOf(searchOf(lead), referrerOf(lead), place.isOwnHost);
  const own: [ImportDimension, string][] = [
    ["source", source?.source ?? ""],
    ["channel", source?.channel ?? "Direct"],
    ["country", country],
    ["region", region && `${country}|${region}`],
    ["city", city && `${country}|${region}|${city}`],
    ["device", device === "laptop" ? "desktop" : device],
    ["browser", NAMES[browser.toLowerCase()] ?? browser],
    ["os", systemOf(text("os"))],
    ["language", text("language").toLowerCase().split("-")[0] ?? ""],
  ];
  const named: [ImportDimension, string][] = [
    ["entry_page", visit.entry],
    ["exit_page", visit.exit],
    ["referrer", source?.referrer ?? ""],
    ["utm_source", source?.utmSource ?? ""],
    ["utm_medium", source?.utmMedium ?? ""],
    ["campaign", source?.utmCampaign ?? ""],
    ["utm_term", source?.utmTerm ?? ""],
    ["utm_content", source?.utmContent ?? ""],
  ];
  return [...own, ...named.filter(([, value]) => value !== "")];
}

const UTM = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"];

/** The page's query as it was; older exports have none, newer ones name the campaign apart. */
function searchOf(lead: Fields): string {
  const search = new URLSearchParams(lead.url_query ?? "");
  for (const name of UTM) if (lead[name] && !search.has(name)) search.set(name, lead[name]);
  return search.toString();
}

function referrerOf(lead: Fields): string {
  const host = lead.referrer_domain ?? "";
  return host === "" ? "" : `https://${host}${lead.referrer_path ?? ""}`;
}
