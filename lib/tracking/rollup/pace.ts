import { systemPool } from "@/lib/db";

// Short of the second after which a writing transaction would hold back what counts as final for others.
const BATCH_MS = 600;
// Small batches cost more an event, since each writes to the same rows of the day's totals: on a machine that is slow just now
// they would make it slower still.
const ROWS_MIN = 10_000;
const ROWS_MAX = 50_000;

// Up to this many events a second both are served: the rollup hardly rests, and totals are a second old. Above it the collector
// comes first: taking events cannot be put off, counting them can.
const FLOOD_PER_S = 8_000;
const REST_FACTOR = 0.25;
const REST_FACTOR_IN_FLOOD = 3;
const REST_MS_MAX = 2_000;

/** How many events to take at once: as many as this machine does in about half a second. */
export class Pace {
  constructor(public rows: number) {}

  /** Notes how long a batch took. */
  took(rows: number, tookMs: number): void {
    if (rows < ROWS_MIN || tookMs <= 0) return;
    const fitting = (rows / tookMs) * BATCH_MS;
    // At most doubled, since small batches say little about large ones.
    this.rows = Math.round(Math.min(Math.max(fitting, ROWS_MIN), ROWS_MAX, this.rows * 2));
  }

  /** How long to leave the database to the collector after a batch. @param arrivedPerS see {@link arrivalRate} */
  restMs(tookMs: number, arrivedPerS: number): number {
    const factor = arrivedPerS > FLOOD_PER_S ? REST_FACTOR_IN_FLOOD : REST_FACTOR;
    return Math.min(tookMs * factor, REST_MS_MAX);
  }
}

/**
 * At which rate the events of a batch arrived, events a second, by their own times. The first and the last tenth are left out:
 * an event that waited in a browser would stretch the time.
 * @param events in the order of the log
 */
export function arrivalRate(events: readonly { atMs: number }[]): number {
  const from = Math.floor(events.length * 0.1);
  const to = Math.floor(events.length * 0.9);
  const spanMs = (events[to]?.atMs ?? 0) - (events[from]?.atMs ?? 0);
  return spanMs <= 0 ? 0 : ((to - from) / spanMs) * 1_000;
}

// "Now" is the start of this very statement, by the database's own clock.
const BUSY = `SELECT EXISTS (SELECT FROM pg_stat_activity me JOIN pg_stat_activity other ON other.usename = me.usename
    WHERE me.pid = pg_backend_pid() AND other.query LIKE 'INSERT INTO events%'
      AND (other.state = 'active' OR other.state_change > me.query_start - interval '100 ms')) AS busy`;

/** Whether a collector has written within the last tenth of a second. */
export async function isIngestBusy(): Promise<boolean> {
  const { rows } = await systemPool().query<{ busy: boolean }>(BUSY);
  return rows[0]?.busy ?? false;
}
