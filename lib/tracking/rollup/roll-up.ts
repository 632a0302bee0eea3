import { setTimeout as sleep } from "node:timers/promises";
import type { PoolClient } from "pg";
import { now } from "@/lib/clock";
import { systemPool } from "@/lib/db";
import { arrivalRate, isIngestBusy, Pace } from "./pace";
import { type EventBatch, lockCursor, makeCursor, readBatch, readFinal } from "./read-events";
import { rollUpBatch } from "./roll-up-batch";
import { inRollupTransaction } from "./transaction";
import { trafficNews } from "./traffic-news";
import type { SiteInfo } from "./types";

export const CURSOR = "visits";
const BATCH_ROWS = 10_000;

export type RollUpResult = { events: number; isCaughtUp: boolean };

type Step = RollUpResult & {
  arrivedPerS: number;
  ahead: Promise<EventBatch | null> | null;
  sites: SiteInfo[];
};
const NOTHING: Step = { events: 0, isCaughtUp: true, arrivedPerS: 0, ahead: null, sites: [] };

/**
 * Takes the next events of the log into visits and rollups. Cursor and rows commit together, so an interruption at any
 * point loses nothing and counts nothing twice; a second run at the same time finds the cursor locked and does nothing.
 * @param rowsMax about how many events
 */
export async function rollUpOnce(rowsMax = BATCH_ROWS): Promise<RollUpResult> {
  const { events, isCaughtUp } = await step(rowsMax, null, false);
  return { events, isCaughtUp };
}

/**
 * Rolls up until the log has nothing new, or the time is over. Batches grow with the backlog, but none takes longer than
 * about a second, and the next one is read while the present one is written.
 * @param options yields: while a backlog stays and events pour in, leave the database to them for a while after each batch
 * @returns how many events
 */
export async function rollUpAll({ timeMaxMs = 60_000, yields = false } = {}): Promise<number> {
  const startedAtMs = performance.now();
  const pace = new Pace(BATCH_ROWS);
  let total = 0;
  let ahead: EventBatch | null = null;
  while (performance.now() - startedAtMs < timeMaxMs) {
    const batchAtMs = performance.now();
    const done = await step(pace.rows, ahead, true);
    total += done.events;
    const tookMs = performance.now() - batchAtMs;
    pace.took(done.events, tookMs);
    ahead = (await done.ahead) ?? null;
    if (done.isCaughtUp) break;
    if (yields && (await isIngestBusy())) await sleep(pace.restMs(tookMs, done.arrivedPerS));
  }
  await trafficNews.tell();
  return total;
}

async function step(rowsMax: number, given: EventBatch | null, readsAhead: boolean): Promise<Step> {
  const done = await inRollupTransaction((client) => stepIn(client, rowsMax, given, readsAhead));
  for (const site of done.sites) trafficNews.add(site);
  if (done.sites.length > 0) await trafficNews.tell();
  return done;
}

async function stepIn(
  client: PoolClient,
  rowsMax: number,
  given: EventBatch | null,
  readsAhead: boolean,
): Promise<Step> {
  const position = (await lockCursor(client, CURSOR)) ?? (await makeCursor(client, CURSOR));
  if (!position) return NOTHING;
  // What was read ahead is of use only if no other process has moved the cursor meanwhile.
  const isReady = given !== null && given.fromTx === position.cursor;
  const batch = isReady ? given : await readBatch(client, position, rowsMax);
  const ahead = readsAhead && !batch.isLast ? readAhead(batch.nextTx, rowsMax) : null;
  const sites = batch.events.length > 0 ? await rollUpBatch(client, batch) : [];
  if (batch.nextTx !== position.cursor) {
    await client.query("UPDATE rollup_cursors SET cursor_tx = $2, updated_at = $3 WHERE name = $1", [
      CURSOR,
      batch.nextTx,
      now(),
    ]);
  }
  const arrivedPerS = arrivalRate(batch.events);
  return { events: batch.events.length, isCaughtUp: batch.isLast, arrivedPerS, ahead, sites };
}

/** null when it cannot be read just now: then the batch is read where it is counted. */
async function readAhead(cursor: string, rowsMax: number): Promise<EventBatch | null> {
  try {
    const final = await readFinal(systemPool());
    return await readBatch(systemPool(), { cursor, final }, rowsMax);
  } catch {
    return null;
  }
}
