import { clientOf, sourceOf } from "../columns/value-texts";
import type { LiveDto } from "../report-schemas";
import { labelOf } from "../reports/labels";

/** An event of the last half hour; texts are ids of tracking_values. */
export type LiveEvent = {
  id: string;
  atMs: number;
  visitorKey: bigint;
  pathId: number;
  clientId: number;
  sourceId: number;
  /** 0: page view, -1: visible time, else the id of an event's name. */
  nameId: number;
};

const MINUTE_MS = 60_000;
const MINUTES = 30;
const NOW_MS = 5 * MINUTE_MS;
const ROWS_MAX = 10;
const EVENTS_SHOWN = 25;

type Texts = ReadonlyMap<number, string>;
type Visitor = { pathId: number; clientId: number; sourceId: number };

/** What the live view shows. @param events newest first */
export function summarise(events: readonly LiveEvent[], texts: Texts, atMs: number, isCut: boolean): LiveDto {
  const recent = events.filter(
    (event) => event.atMs > atMs - MINUTES * MINUTE_MS && event.atMs <= atMs + MINUTE_MS,
  );
  const current = visitorsOf(recent.filter((event) => event.atMs > atMs - NOW_MS));
  return {
    at: new Date(atMs).toISOString(),
    visitorsNow: current.size,
    visitorsHalfHour: new Set(recent.map((event) => event.visitorKey)).size,
    pageViewsHalfHour: recent.filter((event) => event.nameId === 0).length,
    minutes: minutesOf(recent, atMs),
    ...currentRows(current, withSources(current, recent), texts),
    lastEvents: recent
      .filter((event) => event.nameId >= 0)
      .slice(0, EVENTS_SHOWN)
      .map((event) => shown(event, texts)),
    approximate: isCut,
  };
}

/** Each visitor with their newest page. */
function visitorsOf(events: readonly LiveEvent[]): Map<bigint, Visitor> {
  const visitors = new Map<bigint, Visitor>();
  for (const { visitorKey, pathId, clientId, sourceId, nameId } of events) {
    const known = visitors.get(visitorKey);
    if (!known) visitors.set(visitorKey, { pathId: nameId === 0 ? pathId : 0, clientId, sourceId });
    else if (known.pathId === 0 && nameId === 0) known.pathId = pathId;
  }
  return visitors;
}

/** Where each visitor came from: of the half hour the newest source that is one. */
function withSources(
  current: ReadonlyMap<bigint, Visitor>,
  events: readonly LiveEvent[],
): Map<bigint, number> {
  const sources = new Map<bigint, number>();
  for (const { visitorKey, sourceId } of events)
    if (sourceId > 0 && current.has(visitorKey) && !sources.has(visitorKey))
      sources.set(visitorKey, sourceId);
  return sources;
}

function minutesOf(events: readonly LiveEvent[], atMs: number): LiveDto["minutes"] {
  const last = Math.floor(atMs / MINUTE_MS);
  const minutes = Array.from({ length: MINUTES }, () => ({
    visitors: new Set<bigint>(),
    pageViews: 0,
    events: 0,
  }));
  for (const event of events) {
    const minute = minutes[MINUTES - 1 - Math.max(0, last - Math.floor(event.atMs / MINUTE_MS))];
    if (!minute) continue;
    minute.visitors.add(event.visitorKey);
    if (event.nameId === 0) minute.pageViews += 1;
    if (event.nameId > 0) minute.events += 1;
  }
  return minutes.map(({ visitors, pageViews, events: custom }, index) => ({
    at: new Date((last - (MINUTES - 1 - index)) * MINUTE_MS).toISOString(),
    visitors: visitors.size,
    pageViews,
    events: custom,
  }));
}

type Rows = Pick<LiveDto, "pages" | "sources" | "countries" | "devices">;

function currentRows(
  current: ReadonlyMap<bigint, Visitor>,
  sources: ReadonlyMap<bigint, number>,
  texts: Texts,
): Rows {
  const [pages, from, countries, devices] = [new Tally(), new Tally(), new Tally(), new Tally()];
  for (const [key, { pathId, clientId }] of current) {
    const { country, device } = clientOf(texts.get(clientId));
    if (pathId > 0) pages.add(texts.get(pathId) ?? "");
    from.add(sourceOf(texts.get(sources.get(key) ?? 0))?.source ?? "");
    countries.add(country);
    devices.add(device);
  }
  return {
    pages: pages.rows((value) => labelOf("page", value)),
    sources: from.rows((value) => labelOf("source", value)),
    countries: countries.rows((value) => labelOf("country", value)),
    devices: devices.rows((value) => labelOf("device", value)),
  };
}

class Tally {
  private readonly counts = new Map<string, number>();

  add(value: string): void {
    this.counts.set(value, (this.counts.get(value) ?? 0) + 1);
  }

  rows(label: (value: string) => string): Rows["pages"] {
    return [...this.counts]
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, ROWS_MAX)
      .map(([value, visitors]) => ({ value, label: label(value), visitors }));
  }
}

function shown(event: LiveEvent, texts: Texts): LiveDto["lastEvents"][number] {
  const { country, city, device, browser } = clientOf(texts.get(event.clientId));
  return {
    id: event.id,
    at: new Date(event.atMs).toISOString(),
    kind: event.nameId > 0 ? "event" : "page",
    page: texts.get(event.pathId) ?? "",
    event: event.nameId > 0 ? (texts.get(event.nameId) ?? "") : "",
    source: sourceOf(texts.get(event.sourceId))?.source ?? "",
    country,
    city,
    device,
    browser,
  };
}
