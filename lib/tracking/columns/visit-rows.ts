import { z } from "zod";
import { addDays, dayNumber, dayStartMs } from "../time/site-day";
import { readBigInt, readBool, readDayNumber, readInt, readIntArray, readText, readTimeMs } from "./copy-out";
import { literal, type ReportDb } from "./report-db";

/** The site whose visits are read. */
export type ReportSite = { id: string; no: number; timeZone: string };

/** A counted visit as columns need it; texts are ids of tracking_values, 0 for none. */
export type VisitRow = {
  /** Opaque; equal for equal ids. */
  id: string;
  visitorKey: bigint;
  isIdentified: boolean;
  startedAtMs: number;
  endedAtMs: number;
  startDay: number;
  /** The visitor's keys by day (days since 1970-01-01); null: visitorKey on every day. */
  dayKeys: readonly (readonly [number, bigint])[] | null;
  clientId: number;
  sourceId: number;
  entryPathId: number;
  exitPathId: number;
  pageViews: number;
  events: number;
  visibleMs: number;
  /** Flat fives: day, code, count, visible ms, scroll percent. */
  counts: Int32Array;
  /** Flat pairs: Unix second, code. */
  steps: Int32Array;
};

/** How many days before its own a day's visits may have begun. Who stays longer than that without half an hour's pause is left out of the third day. */
export const LOOK_BACK_DAYS = 2;

const DayKeys = z.array(z.tuple([z.union([z.number(), z.iso.date()]), z.string()]));

/** All counted visits that may have something on the given day. */
export async function readVisitRows(db: ReportDb, site: ReportSite, day: string): Promise<VisitRow[]> {
  const rows: VisitRow[] = [];
  await db.copy(visitsSql(db.tenantId, site, day), (row) => {
    const dayKeys = row[6] ? readText(row[6]) : null;
    rows.push({
      id: row[0]?.toString("latin1") ?? "",
      visitorKey: readBigInt(row[1]),
      isIdentified: readBool(row[2]),
      startedAtMs: readTimeMs(row[3]),
      endedAtMs: readTimeMs(row[4]),
      startDay: readDayNumber(row[5]),
      dayKeys: dayKeys === null ? null : parseDayKeys(dayKeys),
      clientId: readInt(row[7]),
      sourceId: readInt(row[8]),
      entryPathId: readInt(row[9]),
      exitPathId: readInt(row[10]),
      pageViews: readInt(row[11]),
      events: readInt(row[12]),
      visibleMs: readInt(row[13]),
      counts: readIntArray(row[14]),
      steps: readIntArray(row[15]),
    });
  });
  return rows;
}

function visitsSql(tenantId: string, site: ReportSite, day: string): string {
  const startIso = new Date(dayStartMs(site.timeZone, day)).toISOString();
  return `SELECT id, visitor_key, is_identified, started_at, last_event_at, start_day, day_keys::text, client_id, source_id,
      entry_path_id, exit_path_id, page_views, events, visible_ms, counts, steps
    FROM visits
    WHERE tenant_id = ${literal(tenantId)} AND site_no = ${site.no}
      AND start_day BETWEEN ${literal(addDays(day, -LOOK_BACK_DAYS))} AND ${literal(day)}
      AND (start_day = ${literal(day)} OR last_event_at >= ${literal(startIso)})
      AND merged_into_id IS NULL AND page_views + events > 0`;
}

function parseDayKeys(text: string): (readonly [number, bigint])[] | null {
  const pairs = DayKeys.nullable().parse(JSON.parse(text));
  if (!pairs || pairs.length === 0) return null;
  return pairs.map(([day, key]) => [typeof day === "number" ? day : dayNumber(day), BigInt(key)]);
}
