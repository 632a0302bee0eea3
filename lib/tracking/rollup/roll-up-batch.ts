import { setImmediate as nextTurn } from "node:timers/promises";
import type { PoolClient } from "pg";
import { zoneClock } from "../time/site-day";
import { plainArray } from "./array-text";
import { assemble } from "./assemble";
import { addEventHours, addVisits } from "./contributions";
import { type EventBatch, type LoggedEvent, readSites } from "./read-events";
import { type FoundVisits, keysOfEvents, type Period, readVisits } from "./read-visits";
import { Tally } from "./tally";
import { Texts } from "./texts";
import type { SiteInfo } from "./types";
import { type SiteTotals, writeRollups } from "./write-rollups";
import { type SiteChange, writeVisits } from "./write-visits";

export const texts = new Texts();

type SiteEvents = { site: SiteInfo; events: LoggedEvent[]; period: Period };

/**
 * Takes a batch of events into visits and totals, inside the transaction that moves the cursor.
 * @returns the sites whose numbers have changed
 */
export async function rollUpBatch(client: PoolClient, batch: EventBatch): Promise<SiteInfo[]> {
  const bySite = await eventsBySite(client, batch.events);
  if (bySite.length === 0) return [];
  const events = bySite.flatMap((each) => each.events);
  const found = await readVisits(client, keysOfEvents(events), periodOf(events));
  await texts.load(client, idsOf(events, found));
  const changes = bySite.map(({ site, events: own }) => ({
    site,
    assembly: assemble(own, found.get(site.no) ?? [], zoneClock(site.timeZone)),
  }));
  const totals = await whileUnderWay(writeVisits(client, changes), () => addUp(bySite, changes));
  await writeRollups(client, totals, texts);
  await touchSites(client, bySite);
  return bySite.map(({ site }) => site);
}

// Postgres writes while this process computes. Whatever happens, the statements are waited for: they must not outlive their
// transaction.
async function whileUnderWay<T>(statements: Promise<void>, compute: () => T): Promise<T> {
  const settled = statements.then(
    () => null,
    (error: unknown) => ({ error }),
  );
  await nextTurn();
  try {
    return compute();
  } finally {
    const failed = await settled;
    if (failed) throw failed.error;
  }
}

function addUp(bySite: readonly SiteEvents[], changes: readonly SiteChange[]): SiteTotals[] {
  return changes.map(({ site, assembly }, index) => {
    const tally = new Tally();
    const clock = zoneClock(site.timeZone);
    addVisits(tally, assembly.before, -1, clock, texts);
    addVisits(tally, assembly.after, 1, clock, texts);
    addEventHours(tally, bySite[index]?.events ?? [], clock);
    return { site, tally };
  });
}

async function eventsBySite(client: PoolClient, events: readonly LoggedEvent[]): Promise<SiteEvents[]> {
  const lists = new Map<number, LoggedEvent[]>();
  for (const event of events) {
    const list = lists.get(event.siteNo);
    if (list) list.push(event);
    else lists.set(event.siteNo, [event]);
  }
  const sites = await readSites(client, [...lists.keys()]);
  return [...sites.values()]
    .sort((a, b) => a.no - b.no)
    .map((site) => {
      const own = lists.get(site.no) ?? [];
      return { site, events: own, period: periodOf(own) };
    });
}

function periodOf(events: readonly LoggedEvent[]): Period {
  let [fromMs, toMs] = [Infinity, -Infinity];
  for (const { atMs } of events) {
    if (atMs < fromMs) fromMs = atMs;
    if (atMs > toMs) toMs = atMs;
  }
  return { fromMs, toMs };
}

/** All ids whose texts the totals may need. */
export function idsOf(events: readonly LoggedEvent[], found: FoundVisits): Set<number> {
  const ids = new Set<number>();
  for (const { pathId, clientId, sourceId, nameId } of events) {
    ids.add(pathId).add(clientId).add(sourceId);
    if (nameId > 0) ids.add(nameId);
  }
  for (const visits of found.values()) {
    for (const { visit } of visits) {
      ids.add(visit.lead.clientId).add(visit.lead.sourceId).add(visit.lead.pathId);
      for (let at = 1; at < visit.counts.length; at += 5) ids.add((visit.counts[at] ?? 0) >> 1);
      if (visit.exit) ids.add(visit.exit.pathId);
    }
  }
  return ids;
}

const TOUCH_SITES = `UPDATE sites SET first_event_at = LEAST(first_event_at, to_timestamp(u.first_ms / 1000)),
    last_event_at = GREATEST(last_event_at, to_timestamp(u.last_ms / 1000))
  FROM unnest($1::int[], $2::float8[], $3::float8[]) AS u(no, first_ms, last_ms) WHERE sites.no = u.no`;

async function touchSites(client: PoolClient, sites: readonly SiteEvents[]): Promise<void> {
  await client.query(TOUCH_SITES, [
    plainArray(sites.map(({ site }) => site.no)),
    plainArray(sites.map(({ period }) => period.fromMs)),
    plainArray(sites.map(({ period }) => period.toMs)),
  ]);
}
