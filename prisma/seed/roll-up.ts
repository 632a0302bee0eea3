import { setTimeout as sleep } from "node:timers/promises";
import { systemPool } from "@/lib/db";
import { rollUpOnce } from "@/lib/tracking/rollup";

/** Larger than the worker's, which has to be fresh; still well under a second a commit. */
const BATCH_ROWS_MAX = 12_000;
const PATIENCE_MS = 120_000;
const PAUSE_MS = 20;

const IS_BEHIND = `SELECT EXISTS (SELECT FROM events
    WHERE tx >= COALESCE((SELECT cursor_tx FROM rollup_cursors WHERE name = 'visits'), 0)) AS behind`;

/**
 * Lets the product's own rollup turn what is in the log into visits and totals, while `work` still adds to it and then
 * until nothing is left. So the demo's numbers are right by the same code as everybody's, and its events are behind the
 * cursor and never counted again. A running worker may do a part of it.
 * @throws what `work` throws; Error when another transaction keeps the log open for two minutes after it
 */
export async function rollUpDuring<T>(work: Promise<T>): Promise<T> {
  let isOver = false;
  const over = work.finally(() => (isOver = true));
  // Its failure is thrown by the await below; here it only must not count as unhandled.
  over.catch(() => undefined);
  while (!isOver) {
    const { events } = await rollUpOnce(BATCH_ROWS_MAX);
    if (events === 0) await sleep(PAUSE_MS);
  }
  const result = await over;
  await rollUpRest();
  return result;
}

async function rollUpRest(): Promise<void> {
  const startedMs = performance.now();
  while (performance.now() - startedMs < PATIENCE_MS) {
    const { events } = await rollUpOnce(BATCH_ROWS_MAX);
    if (events > 0) continue;
    const { rows } = await systemPool().query<{ behind: boolean }>(IS_BEHIND);
    if (!rows[0]?.behind) return;
    await sleep(PAUSE_MS);
  }
  throw new Error("The rollup does not come to its end: is a long transaction open in this database server?");
}
