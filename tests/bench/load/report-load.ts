import pg from "pg";
import { systemPool } from "@/lib/db";
import { addEventHours, addVisits } from "@/lib/tracking/rollup/contributions";
import { Tally } from "@/lib/tracking/rollup/tally";
import { Texts } from "@/lib/tracking/rollup/texts";
import type { RollupEvent, SiteInfo, VisitState } from "@/lib/tracking/rollup/types";
import { dayKeysText } from "@/lib/tracking/rollup/visit-rows";
import { buildVisit, visitorDays } from "@/lib/tracking/rollup/visit-state";
import { writeRollups } from "@/lib/tracking/rollup/write-rollups";
import { zoneClock } from "@/lib/tracking/time/site-day";
import { randomOf } from "./backlog";
import { copyIn, Lines } from "./copy-in";
import type { Words } from "./report-words";

const DAY_MS = 86_400_000;
/** About as many events as a visit has here. */
const EVENTS_A_VISIT = 6.4;
const IDENTIFIED_SHARE = 0.2;
const IDENTIFIED_VISITORS = 60_000;

const EVENTS = "events (id, visitor_key, site_no, path_id, client_id, source_id, name_id, extra)";
const VISITS = `visits (tenant_id, id, first_event_id, last_event_id, visitor_key, started_at, last_event_at, entry_at, exit_at, site_no,
  start_day, entry_path_id, exit_path_id, client_id, source_id, page_views, events, visible_ms, is_identified, day_keys, counts, steps, touches)`;

interface Day {
  events: Lines;
  visits: Lines;
  tally: Tally;
}

/**
 * Fills a site with days of traffic. Events are made here; each visit is made of its events by the rollup's own code, and so
 * are the totals of days, hours and dimensions, so that everything fits; only the log's cursor is left out, which would take
 * five minutes for ten million. Runs ahead by a day while Postgres stores the one before.
 * @param eventsTotal about how many; @param endMs the last day is as far as this moment
 * @returns how many events there are
 */
export async function fillSite(
  adminUrl: string,
  site: SiteInfo,
  words: Words,
  eventsTotal: number,
  days: number,
  endMs: number,
): Promise<number> {
  const [forEvents, forVisits] = [new pg.Client(adminUrl), new pg.Client(adminUrl)];
  await Promise.all([forEvents.connect(), forVisits.connect()]);
  const texts = new Texts();
  const client = await systemPool().connect();
  const random = randomOf(7);
  const today = Math.floor(endMs / DAY_MS) * DAY_MS;
  let stored: Promise<unknown> = Promise.resolve();
  let total = 0;
  try {
    await texts.load(client, new Set([...words.paths, ...words.clients, ...words.sources, ...words.names]));
    for (let n = days - 1; n >= 0; n -= 1) {
      const day = makeDay(
        site,
        words,
        today - n * DAY_MS,
        Math.min(endMs, today - (n - 1) * DAY_MS),
        eventsTotal / days / EVENTS_A_VISIT,
        random,
        texts,
      );
      total += day.events.count;
      await stored;
      stored = Promise.all([
        copyIn(forEvents, EVENTS, day.events),
        copyIn(forVisits, VISITS, day.visits),
        writeRollups(client, [{ site, tally: day.tally }], texts),
      ]);
    }
    await stored;
    return total;
  } finally {
    client.release();
    await Promise.all([forEvents.end(), forVisits.end()]);
  }
}

/** Squared or cubed, so that few values take most. */
const pick = (from: readonly number[], random: () => number, power: number): number =>
  from[Math.floor(random() ** power * from.length)] ?? 0;

function makeDay(
  site: SiteInfo,
  words: Words,
  startMs: number,
  endMs: number,
  visitsAFullDay: number,
  random: () => number,
  texts: Texts,
): Day {
  const day: Day = { events: new Lines(), visits: new Lines(), tally: new Tally() };
  const clock = zoneClock(site.timeZone);
  const made: VisitState[] = [];
  // No visit crosses midnight, so that a visitor's visits of a day are all of one batch.
  const spanMs = endMs - startMs - 2 * 3_600_000;
  const count = Math.round((visitsAFullDay * Math.max(0, spanMs)) / DAY_MS);
  let lastKey = "";
  for (let n = 0; n < count; n += 1) {
    // In order of time, as from a collector.
    const atMs = startMs + ((n + random()) / count) * spanMs;
    const isIdentified = random() < IDENTIFIED_SHARE;
    const key = isIdentified
      ? String(1_000_000_007 * (1 + Math.floor(random() ** 2 * IDENTIFIED_VISITORS)))
      : random() < 0.15 && lastKey !== ""
        ? lastKey
        : BigInt.asIntN(64, BigInt(Math.floor(random() * 2 ** 52)) * 4_093n).toString();
    if (!isIdentified) lastKey = key;
    const events = visitEvents(words, atMs, key, isIdentified, random);
    const visit = buildVisit(idAt(atMs, random), [], events, clock);
    addEventHours(day.tally, events, clock);
    made.push(visit);
    for (const event of events) day.events.add(eventLine(site.no, event));
    day.visits.add(visitLine(site, visit));
  }
  addVisits(day.tally, made, 1, clock, texts, null);
  return day;
}

function visitEvents(
  words: Words,
  startMs: number,
  key: string,
  isIdentified: boolean,
  random: () => number,
): RollupEvent[] {
  const clientId = pick(words.clients, random, 1);
  const source = random() < 0.6 ? pick(words.sources, random, 2) : 0;
  const events: RollupEvent[] = [];
  const add = (
    atMs: number,
    pathId: number,
    sourceId: number,
    nameId: number,
    visibleMs = 0,
    scrollPct = 0,
  ): void => {
    const id = idAt(atMs, random);
    events.push({
      id,
      visitorKey: key,
      otherKeys: NONE,
      atMs: Math.floor(atMs),
      pathId,
      clientId,
      sourceId,
      nameId,
      visibleMs,
      scrollPct,
      isIdentified,
      contactId: null,
    });
  };
  const pages = 1 + Math.floor(random() ** 2 * 7.5);
  let atMs = startMs;
  for (let n = 0; n < pages; n += 1) {
    const pathId = pick(words.paths, random, 4);
    add(atMs, pathId, n === 0 ? source : 0, 0);
    const readMs = 2_000 + random() ** 2 * 90_000;
    if (random() < 0.12) add(atMs + readMs / 2, pathId, 0, pick(words.names, random, 1.5));
    atMs += readMs;
    add(atMs, pathId, 0, -1, Math.floor(readMs * 0.8), Math.floor(20 + random() * 80));
  }
  return events;
}

/** Written by hand: of ten million lines each microsecond counts. */
function eventLine(siteNo: number, event: RollupEvent): string {
  const { id, visitorKey, pathId, clientId, sourceId, nameId, atMs, visibleMs, scrollPct } = event;
  const parts =
    nameId > 0
      ? `"p":{"plan":"${atMs % 2 ? "free" : "pro"}","value":${atMs % 100}}`
      : visibleMs > 0
        ? `"v":${visibleMs},"d":${scrollPct}`
        : "";
  const consent = event.isIdentified ? (parts === "" ? '"h":1' : ',"h":1') : "";
  const extra = parts === "" && consent === "" ? "" : `{${parts}${consent}}`;
  return `${id}\t${visitorKey}\t${siteNo}\t${pathId}\t${clientId}\t${sourceId}\t${nameId}\t${extra}\n`;
}

const NONE: readonly string[] = [];
const half = (random: () => number): string =>
  Math.floor(random() * 2 ** 32)
    .toString(16)
    .padStart(8, "0");

/** A uuidv7 of a moment. */
function idAt(atMs: number, random: () => number): string {
  const time = Math.floor(atMs).toString(16).padStart(12, "0");
  const [a, b] = [half(random), half(random)];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${a.slice(0, 3)}-a${a.slice(3, 6)}-${a.slice(6)}${b}00`;
}

const iso = (atMs: number): string => new Date(atMs).toISOString();
const array = (values: readonly number[]): string => `{${values.join(",")}}`;

function visitLine(site: SiteInfo, visit: VisitState): string {
  const { lead, exit } = visit;
  return [
    site.tenantId,
    visit.id,
    lead.eventId,
    exit?.eventId ?? lead.eventId,
    visit.visitorKey,
    iso(visit.startedAtMs),
    iso(visit.endedAtMs),
    iso(lead.atMs),
    exit ? iso(exit.atMs) : "\\N",
    site.no,
    iso(visit.startDay * DAY_MS).slice(0, 10),
    lead.pathId,
    exit?.pathId ?? 0,
    lead.clientId,
    lead.sourceId,
    visit.pageViews,
    visit.customEvents,
    visit.visibleMs,
    visit.isIdentified,
    dayKeysText(visit, visitorDays(visit)) ?? "\\N",
    array(visit.counts),
    array(visit.steps),
    array(visit.touches),
  ]
    .join("\t")
    .concat("\n");
}
