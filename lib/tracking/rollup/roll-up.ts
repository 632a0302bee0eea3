import { setTimeout as sleep } from "node:timers/promises";
import type { PoolClient } from "pg";
import { now } from "@/lib/clock";
import { systemPool } from "@/lib/db";
import { assemble } from "./assemble";
import { contributionsOf, difference } from "./contributions";
import { lockCursor, makeCursor, readBatch, readSites, type LoggedEvent } from "./read-events";
import { readVisits } from "./read-visits";
import { Texts } from "./texts";
import type { RollupEvent, SiteInfo } from "./types";
import { writeRollups } from "./write-rollups";
import { writeVisits } from "./write-visits";

const CURSOR = "visits";
const BATCH_ROWS_MAX = 5_000;
const REST_MS_MAX = 3_000;

const texts = new Texts();

export type RollUpResult = { events: number; isCaughtUp: boolean };

/**
 * Takes the next events of the log into visits and rollups. Cursor and rows commit together, so an interruption at any
 * point loses nothing and counts nothing twice; a second run at the same time finds the cursor locked and does nothing.
 * @param rowsMax about how many events
 */
export async function rollUpOnce(rowsMax = BATCH_ROWS_MAX): Promise<RollUpResult> {
  const client = await systemPool().connect();
  let failure: Error | undefined;
  try {
    await client.query("BEGIN");
    // Every statement here looks up by an index; the statistics of tables that grow fast would say otherwise for a while.
    await client.query("SET LOCAL enable_seqscan = off");
    const result = await rollUpIn(client, rowsMax);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    // A connection that saw a failure is closed rather than reused.
    client.release(failure);
  }
}

/**
 * Rolls up until the log has nothing new, or the time is over.
 * @param options restFactor: while there is a backlog and events are still pouring in, rest this many times as long as a batch
 *   took; taking events comes before counting them, and both share a database
 * @returns how many events
 */
export async function rollUpAll({ timeMaxMs = 60_000, restFactor = 0 } = {}): Promise<number> {
  const startedAtMs = performance.now();
  let total = 0;
  while (performance.now() - startedAtMs < timeMaxMs) {
    const batchAtMs = performance.now();
    const { events, isCaughtUp } = await rollUpOnce();
    total += events;
    if (isCaughtUp) break;
    const tookMs = performance.now() - batchAtMs;
    if (restFactor > 0 && (await isIngestBusy())) await sleep(Math.min(tookMs * restFactor, REST_MS_MAX));
  }
  return total;
}

// "Now" is the start of this very statement, by the database's own clock.
const BUSY = `SELECT EXISTS (SELECT FROM pg_stat_activity me JOIN pg_stat_activity other ON other.usename = me.usename
    WHERE me.pid = pg_backend_pid() AND other.query LIKE 'INSERT INTO events%'
      AND (other.state = 'active' OR other.state_change > me.query_start - interval '100 ms')) AS busy`;

/** Whether a collector has written within the last tenth of a second. */
async function isIngestBusy(): Promise<boolean> {
  const { rows } = await systemPool().query<{ busy: boolean }>(BUSY);
  return rows[0]?.busy ?? false;
}

async function rollUpIn(client: PoolClient, rowsMax: number): Promise<RollUpResult> {
  const position = (await lockCursor(client, CURSOR)) ?? (await makeCursor(client, CURSOR));
  if (!position) return { events: 0, isCaughtUp: true };
  const { events, nextTx, isLast } = await readBatch(client, position, rowsMax);
  if (events.length > 0) {
    const sites = await readSites(client, [...new Set(events.map((event) => event.siteNo))]);
    for (const site of [...sites.values()].sort((a, b) => a.no - b.no)) {
      await rollUpSite(
        client,
        site,
        events.filter((event) => event.siteNo === site.no),
      );
    }
  }
  if (nextTx !== position.cursor) {
    await client.query("UPDATE rollup_cursors SET cursor_tx = $2, updated_at = $3 WHERE name = $1", [
      CURSOR,
      nextTx,
      now(),
    ]);
  }
  return { events: events.length, isCaughtUp: isLast };
}

const TOUCH_SITE = `UPDATE sites SET first_event_at = LEAST(first_event_at, to_timestamp($3::float8 / 1000)),
    last_event_at = GREATEST(last_event_at, to_timestamp($4::float8 / 1000)) WHERE tenant_id = $1 AND id = $2`;

async function rollUpSite(client: PoolClient, site: SiteInfo, logged: readonly LoggedEvent[]): Promise<void> {
  const keys = new Set(
    logged.flatMap((e) => (e.priorVisitorKey === null ? [e.visitorKey] : [e.visitorKey, e.priorVisitorKey])),
  );
  const found = await readVisits(client, site, keys);
  const pathIds = [
    ...logged.map((e) => e.pathId),
    ...found.flatMap(({ visit }) => visit.pages.map((page) => page.pathId)),
  ];
  await texts.load(client, [
    ...pathIds,
    ...logged.flatMap((e) => (e.sourceId === null ? [e.clientId] : [e.clientId, e.sourceId])),
  ]);
  const assembly = assemble(logged.map(withTexts), found, site.timeZone);
  const pathOf = (pathId: number): string => texts.path(pathId);
  const before = contributionsOf(
    found.map(({ visit }) => visit),
    pathOf,
  );
  const delta = difference(before, contributionsOf(assembly.after, pathOf));
  await writeVisits(client, site, assembly);
  await writeRollups(client, site, delta);
  const times = logged.map((event) => event.atMs);
  const [firstMs, lastMs] = times.reduce(
    ([min, max], at) => [Math.min(min, at), Math.max(max, at)],
    [Infinity, -Infinity],
  );
  await client.query(TOUCH_SITE, [site.tenantId, site.id, firstMs, lastMs]);
}

function withTexts(event: LoggedEvent): RollupEvent {
  return {
    ...event,
    path: texts.path(event.pathId),
    client: texts.client(event.clientId),
    source: event.sourceId === null ? null : texts.source(event.sourceId),
    visibleMs: event.visibleMs ?? 0,
  };
}
