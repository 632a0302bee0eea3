import { z } from "zod";
import { addDays, dayStartMs } from "../time/site-day";
import { propsColumn } from "./block";
import type { BuiltBlock } from "./build-block";
import type { Column } from "./column";
import { readBigInt, readInt, readText, readTimeMs } from "./copy-out";
import { type EventProperties, propertyColumn } from "./property-table";
import { literal, type ReportDb } from "./report-db";
import type { ReportSite } from "./visit-rows";

const EVENT_NAME_KIND = 4;
const NAMES_MAX = 5_000;
// An event is taken up to 48 hours late, and its browser's clock may have been wrong by as much.
const CLOCK_OFF_MAX_MS = 48 * 3_600_000;
const STORED_VALUE = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const Extra = z.object({ p: z.record(z.string(), STORED_VALUE).optional() });

type Found = { key: bigint; atMs: number; nameId: number; properties: Record<string, string> };

/** Columns with the properties of a day's custom events, one for each name that has any. */
export async function readPropertyColumns(
  db: ReportDb,
  site: ReportSite,
  day: string,
  block: BuiltBlock,
): Promise<[string, Column][]> {
  const events = await readEvents(db, site, day);
  if (events.length === 0) return [];
  const rowOf = await rowFinder(db, site, block, events);
  const byName = new Map<number, EventProperties[]>();
  for (const event of events) {
    const row = rowOf(event);
    if (row === undefined) continue;
    const list = byName.get(event.nameId) ?? [];
    byName.set(event.nameId, list);
    list.push({ row, properties: event.properties });
  }
  return [...byName].map(([nameId, list]) => [propsColumn(nameId), propertyColumn(list)]);
}

async function readEvents(db: ReportDb, site: ReportSite, day: string): Promise<Found[]> {
  const names = await db.query<{ id: number }>(
    "SELECT id FROM tracking_values WHERE tenant_id = $1 AND site_no = $2 AND kind = $3 LIMIT $4",
    [db.tenantId, site.no, EVENT_NAME_KIND, NAMES_MAX],
  );
  if (names.length === 0) return [];
  const [startMs, endMs] = [dayStartMs(site.timeZone, day), dayStartMs(site.timeZone, addDays(day, 1))];
  const events: Found[] = [];
  const nameIds = names.map(({ id }) => id);
  await db.copy(eventsSql(site.no, nameIds, startMs, endMs), (row) => {
    const atMs = readTimeMs(row[1]);
    if (atMs < startMs || atMs >= endMs) return;
    const properties = textsOf(readText(row[3]));
    if (properties) events.push({ key: readBigInt(row[0]), atMs, nameId: readInt(row[2]), properties });
  });
  return events;
}

/** Reads events_custom_idx name by name; outside the day only those whose clock was off. */
function eventsSql(siteNo: number, nameIds: readonly number[], startMs: number, endMs: number): string {
  const wide = [idAt(startMs - CLOCK_OFF_MAX_MS), idAt(endMs + CLOCK_OFF_MAX_MS)].map(literal);
  const own = [idAt(startMs), idAt(endMs)].map(literal);
  return `SELECT visitor_key, event_at(id, extra), name_id, extra FROM events
    WHERE site_no = ${siteNo} AND name_id > 0 AND name_id IN (${nameIds.join(",")})
      AND id >= ${wide[0]} AND id < ${wide[1]} AND extra LIKE '%"p":%'
      AND ((id >= ${own[0]} AND id < ${own[1]}) OR extra LIKE '%"o":%')
    ORDER BY id`;
}

/** The smallest uuidv7 of a moment. @param atMs Unix time */
export function idAt(atMs: number): string {
  const hex = Math.max(0, Math.floor(atMs)).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

function textsOf(extra: string): Record<string, string> | null {
  const { p } = Extra.parse(JSON.parse(extra));
  if (!p) return null;
  return Object.fromEntries(
    Object.entries(p).map(([name, value]) => [name, value === null ? "" : String(value)]),
  );
}

/** The row of an event: of the rows with its visitor's key, or with a key that leads to the visit, the one at whose time it happened. */
async function rowFinder(
  db: ReportDb,
  site: ReportSite,
  { rows }: BuiltBlock,
  events: readonly Found[],
): Promise<(event: Found) => number | undefined> {
  const byKey = new Map<bigint, number[]>();
  const byVisit = new Map<string, number>();
  rows.forEach(({ key, visit, isPrimary }, index) => {
    byKey.set(key, [...(byKey.get(key) ?? []), index]);
    if (isPrimary) byVisit.set(visit.id, index);
  });
  const others = [...new Set(events.map(({ key }) => key).filter((key) => !byKey.has(key)))];
  if (others.length > 0) {
    await db.copy(
      `SELECT visitor_key, visit_id FROM visit_aliases WHERE tenant_id = ${literal(db.tenantId)}
        AND site_no = ${site.no} AND visitor_key IN (${others.map(String).join(",")})`,
      (row) => {
        const index = byVisit.get(row[1]?.toString("latin1") ?? "");
        const key = readBigInt(row[0]);
        if (index !== undefined) byKey.set(key, [...(byKey.get(key) ?? []), index]);
      },
    );
  }
  return ({ key, atMs }) =>
    byKey.get(key)?.find((index) => {
      const visit = rows[index]?.visit;
      return visit !== undefined && visit.startedAtMs <= atMs && atMs <= visit.endedAtMs;
    });
}
