import { nowMs } from "@/lib/clock";
import { systemPool } from "@/lib/db";
import { addDays, dayStartMs, siteDay } from "../time/site-day";

const BATCH_ROWS = 5_000;

const SITES = `SELECT no, tenant_id AS "tenantId", time_zone AS "timeZone", retention_days AS "retentionDays" FROM sites
  WHERE deleted_at IS NULL AND retention_days IS NOT NULL ORDER BY no`;

// Months that no site keeps any more go as a whole, which costs nothing. Only when every site has said how long it keeps events.
const LONGEST = `SELECT CASE WHEN count(*) > 0 AND count(retention_days) = count(*) THEN max(retention_days) END AS days FROM sites`;

const EVENTS = `DELETE FROM events WHERE site_no = $1 AND id = ANY(ARRAY(SELECT id FROM events
  WHERE site_no = $1 AND id < uuidv7_floor(to_timestamp($2::float8 / 1000)) ORDER BY id LIMIT $3))`;

// Aliases go with their visit, and requests that it sent stay without it.
const VISITS = `DELETE FROM visits WHERE ctid = ANY(ARRAY(SELECT ctid FROM visits
  WHERE site_no = $1 AND start_day < $2::date AND last_event_at < to_timestamp($3::float8 / 1000) LIMIT $4))`;
const VISITORS = `DELETE FROM visitors WHERE ctid = ANY(ARRAY(SELECT ctid FROM visitors
  WHERE tenant_id = $1 AND site_no = $2 AND last_seen_at < to_timestamp($3::float8 / 1000) LIMIT $4))`;
const COLUMNS = ["visit_columns", "visit_columns_days"].map(
  (table) => `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${table}
    WHERE tenant_id = $1 AND site_no = $2 AND day < $3::date LIMIT $4))`,
);

export type RetentionResult = { partitions: number; events: number; visits: number };

/**
 * Deletes events, visits and recognised visitors that are older than their site keeps them, in batches; totals stay. May be
 * interrupted and run again.
 * @returns how many went
 */
export async function applyRetention(): Promise<RetentionResult> {
  const pool = systemPool();
  const { rows: longest } = await pool.query<{ days: number | null }>(LONGEST);
  const days = longest[0]?.days ?? null;
  const result: RetentionResult = { partitions: 0, events: 0, visits: 0 };
  if (days !== null) {
    // A day more than any zone is away from UTC.
    const before = addDays(new Date(nowMs()).toISOString().slice(0, 10), -days - 2);
    const { rows } = await pool.query<{ gone: number }>("SELECT drop_event_partitions($1::date) AS gone", [
      before,
    ]);
    result.partitions = rows[0]?.gone ?? 0;
  }
  const { rows: sites } = await pool.query<Site>(SITES);
  for (const site of sites) {
    const { events, visits } = await trimSite(site);
    result.events += events;
    result.visits += visits;
  }
  return result;
}

type Site = { no: number; tenantId: string; timeZone: string; retentionDays: number };

async function trimSite(site: Site): Promise<Pick<RetentionResult, "events" | "visits">> {
  const firstKept = addDays(siteDay(site.timeZone, nowMs()), -site.retentionDays);
  const firstMs = dayStartMs(site.timeZone, firstKept);
  const events = await deleteAll(EVENTS, [site.no, firstMs]);
  const visits = await deleteAll(VISITS, [site.no, firstKept, firstMs]);
  await deleteAll(VISITORS, [site.tenantId, site.no, firstMs]);
  for (const statement of COLUMNS) await deleteAll(statement, [site.tenantId, site.no, firstKept]);
  return { events, visits };
}

async function deleteAll(statement: string, params: readonly (string | number)[]): Promise<number> {
  for (let deleted = 0; ;) {
    const { rowCount } = await systemPool().query(statement, [...params, BATCH_ROWS]);
    deleted += rowCount ?? 0;
    if ((rowCount ?? 0) < BATCH_ROWS) return deleted;
  }
}
