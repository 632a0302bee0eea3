import { type Ctx, withTenant } from "@/lib/tenancy";
import { siteNumbers } from "./read-log";
import type { LogPosition } from "./types";

const EVENTS_COUNTED_MAX = 10_000;
const TIMEOUT_MS = 1_500;

/** What a reader of the log has still before it. */
export type LogLag = {
  /** At most 10,000 are counted; null when even that takes too long. */
  events: number | null;
  /** There are more than `events` says. */
  isMore: boolean;
  /** Time of the oldest one, milliseconds since 1970; null when there is none or it is not known. */
  sinceMs: number | null;
};

/** Counts what waits behind a position, within 1.5 s. */
export async function logLag(ctx: Ctx, from: LogPosition): Promise<LogLag> {
  try {
    const { events, sinceMs } = await count(ctx, from);
    return { events: Math.min(events, EVENTS_COUNTED_MAX), isMore: events > EVENTS_COUNTED_MAX, sinceMs };
  } catch (error) {
    if (error instanceof Error && error.message.includes("statement timeout"))
      return { events: null, isMore: true, sinceMs: null };
    throw error;
  }
}

type Row = { events: number; sinceMs: number | null };

// The order keeps to the index of transactions, so that the limit ends the walk.
const count = (ctx: Ctx, from: LogPosition): Promise<Row> =>
  withTenant(ctx, async (db) => {
    const numbers = await siteNumbers(db, ctx);
    await db.$executeRaw`SELECT set_config('statement_timeout', ${String(TIMEOUT_MS)}, true)`;
    const rows = await db.$queryRaw<
      Row[]
    >`SELECT count(*)::int AS events, min(at_ms)::float8 AS "sinceMs" FROM (
      SELECT event_ms(e.id, e.extra) AS at_ms FROM events e
      WHERE e.tx >= ${BigInt(from.tx)} AND (e.tx, e.id) > (${BigInt(from.tx)}, ${from.event}::uuid)
        AND e.site_no = ANY(${numbers}::int[]) AND e.name_id >= 0
      ORDER BY e.tx LIMIT ${EVENTS_COUNTED_MAX + 1}) waiting`;
    return rows[0] ?? { events: 0, sinceMs: null };
  });
