import { addDays, dayOfNumber } from "../time/site-day";
import type { Column } from "./column";
import { decodeColumn } from "./column";
import { ColumnCache } from "./column-cache";
import { readDayNumber, readText } from "./copy-out";
import { literal, type ReportDb } from "./report-db";
import { LOOK_BACK_DAYS, type ReportSite } from "./visit-rows";

/** sealed_at of a day that is being sealed: its columns, if there are any, are of an earlier time. */
export const SEALING = "epoch";

/** Days whose columns are as the visits are, with the version of the columns. */
export type SealedDays = ReadonlyMap<string, number>;

const STATES = `SELECT day::text AS day, visits, (extract(epoch FROM sealed_at) * 1000)::float8 AS "sealedAtMs",
    NOT is_dirty AND sealed_at > '${SEALING}' AS "isCurrent"
  FROM visit_columns_days WHERE tenant_id = $1 AND site_no = $2 AND day BETWEEN $3 AND $4`;

type State = { day: string; visits: number; sealedAtMs: number; isCurrent: boolean };

/**
 * The days of a range that columns can answer. A day also holds the visits that came over midnight, and only their start
 * days are marked when they change, so the days before must be unchanged too.
 */
export async function sealedDays(
  db: ReportDb,
  site: ReportSite,
  from: string,
  to: string,
): Promise<SealedDays> {
  const states = await db.query<State>(STATES, [db.tenantId, site.no, addDays(from, -LOOK_BACK_DAYS), to]);
  const current = new Map(states.filter((state) => state.isCurrent).map((state) => [state.day, state]));
  const sealed = new Map<string, number>();
  for (const { day, sealedAtMs } of current.values()) {
    const isWhole = [1, 2].every((back) => current.has(addDays(day, -back)));
    if (day >= from && isWhole) sealed.set(day, sealedAtMs);
  }
  return sealed;
}

export const columnCache = new ColumnCache();

/** The columns of sealed days, by day and name; a column that a day does not have is missing. */
export async function readSealed(
  db: ReportDb,
  site: ReportSite,
  days: readonly { day: string; version: number }[],
  names: readonly string[],
): Promise<Map<string, Map<string, Column>>> {
  const result = new Map(days.map(({ day }) => [day, new Map<string, Column>()]));
  const keyOf = (day: string, version: number, name: string): string =>
    `${db.tenantId} ${site.no} ${day} ${version} ${name}`;
  const [daysMissing, namesMissing] = [new Map<string, number>(), new Set<string>()];
  for (const { day, version } of days) {
    for (const name of names) {
      const known = columnCache.get(keyOf(day, version, name));
      if (known) result.get(day)?.set(name, known);
      if (known !== undefined) continue;
      daysMissing.set(day, version);
      namesMissing.add(name);
    }
  }
  if (namesMissing.size === 0) return result;
  await db.copy(columnsSql(db.tenantId, site.no, [...daysMissing.keys()], [...namesMissing]), (row) => {
    const [name, day] = [readText(row[0]), dayOfNumber(readDayNumber(row[1]))];
    if (row[2]) result.get(day)?.set(name, decodeColumn(row[2]));
  });
  for (const [day, version] of daysMissing) {
    for (const name of namesMissing)
      columnCache.set(keyOf(day, version, name), result.get(day)?.get(name) ?? null);
  }
  return result;
}

function columnsSql(
  tenantId: string,
  siteNo: number,
  days: readonly string[],
  names: readonly string[],
): string {
  return `SELECT name, day, data FROM visit_columns WHERE tenant_id = ${literal(tenantId)} AND site_no = ${siteNo}
    AND name IN (${names.map(literal).join(",")}) AND day IN (${days.map(literal).join(",")})`;
}
