import { z } from "zod";
import { dayNumber, dayOfNumber } from "../time/site-day";
import type { DayKey, VisitState } from "./types";

/** Columns of a stored visit, as {@link toVisit} wants them; the table is called v. */
export const VISIT_COLUMNS = `v.tenant_id AS "tenantId", v.site_no AS "siteNo", v.id, v.visitor_key::text AS "visitorKey",
    v.is_identified AS "isIdentified", (extract(epoch FROM v.started_at) * 1000)::float8 AS "startedAtMs",
    (extract(epoch FROM v.last_event_at) * 1000)::float8 AS "endedAtMs", v.start_day - '1970-01-01'::date AS "startDay",
    v.day_keys AS "dayKeys", v.first_event_id AS "leadId", (extract(epoch FROM v.entry_at) * 1000)::float8 AS "leadAtMs",
    v.entry_path_id AS "entryPathId", v.last_event_id AS "exitId", (extract(epoch FROM v.exit_at) * 1000)::float8 AS "exitAtMs",
    v.exit_path_id AS "exitPathId", v.client_id AS "clientId", v.source_id AS "sourceId", v.page_views AS "pageViews",
    v.events AS "customEvents", v.visible_ms AS "visibleMs", v.counts::text AS counts, v.steps::text AS steps,
    v.touches::text AS touches, v.contact_id AS "contactId"`;

export type VisitRow = {
  tenantId: string;
  siteNo: number;
  id: string;
  visitorKey: string;
  isIdentified: boolean;
  startedAtMs: number;
  endedAtMs: number;
  startDay: number;
  dayKeys: unknown;
  leadId: string;
  leadAtMs: number;
  entryPathId: number;
  exitId: string;
  exitAtMs: number | null;
  exitPathId: number;
  clientId: number;
  sourceId: number;
  pageViews: number;
  customEvents: number;
  visibleMs: number;
  counts: string;
  steps: string;
  touches: string;
  contactId: string | null;
};

const StoredDayKeys = z.array(z.tuple([z.string(), z.string()])).nullable();

/** "{1,2}" */
export function readIntegers(text: string): number[] {
  return text.length <= 2 ? [] : text.slice(1, -1).split(",").map(Number);
}

export function toVisit(row: VisitRow): VisitState {
  const {
    id,
    visitorKey,
    isIdentified,
    startedAtMs,
    endedAtMs,
    startDay,
    pageViews,
    customEvents,
    visibleMs,
  } = row;
  return {
    id,
    visitorKey,
    isIdentified,
    startedAtMs,
    endedAtMs,
    startDay,
    dayKeys: isIdentified ? [] : readDayKeys(row),
    lead: {
      rank: pageViews > 0 ? 0 : customEvents > 0 ? 1 : 2,
      atMs: row.leadAtMs,
      eventId: row.leadId,
      pathId: row.entryPathId,
      clientId: row.clientId,
      sourceId: row.sourceId,
    },
    exit: row.exitAtMs === null ? null : { atMs: row.exitAtMs, eventId: row.exitId, pathId: row.exitPathId },
    pageViews,
    customEvents,
    visibleMs,
    counts: readIntegers(row.counts),
    steps: readIntegers(row.steps),
    touches: readIntegers(row.touches),
    contactId: row.contactId,
  };
}

function readDayKeys(row: VisitRow): readonly DayKey[] {
  if (row.dayKeys === null) return [[row.startDay, row.visitorKey]];
  return (StoredDayKeys.parse(row.dayKeys) ?? []).map(([day, key]) => [dayNumber(day), key] as const);
}

/** What stands in day_keys: null where it would say no more than start day and key. */
export function dayKeysText(visit: VisitState, days: readonly DayKey[]): string | null {
  const [pair, ...more] = days;
  if (more.length === 0 && pair?.[0] === visit.startDay && pair[1] === visit.visitorKey) return null;
  return JSON.stringify(days.map(([day, key]) => [dayOfNumber(day), key]));
}
