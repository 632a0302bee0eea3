import { Prisma } from "@/lib/db";
import { PAGE_ROWS, type ReadPage } from "./pages";
import { CLIENT_COLUMNS, type ExportTexts, SOURCE_COLUMNS } from "./texts";

export const VISIT_COLUMNS = [
  "id",
  "visitor",
  "isIdentified",
  "startDay",
  "startedAt",
  "endedAt",
  "entryPage",
  "exitPage",
  "pageViews",
  "events",
  "visibleMs",
  "contactId",
  ...SOURCE_COLUMNS,
  ...CLIENT_COLUMNS,
];

interface Row {
  id: string;
  visitor: string;
  isIdentified: boolean;
  startDay: string;
  startedAt: Date;
  endedAt: Date;
  entryPathId: number;
  exitPathId: number;
  clientId: number;
  sourceId: number;
  pageViews: number;
  events: number;
  visibleMs: number;
  contactId: string | null;
}

type Key = { day: string; id: string };

/** Visits that count, by the day they start on. */
export const readVisitsWith =
  (texts: ExportTexts): ReadPage<Key> =>
  async (db, { tenantId, site, from, to }, behind) => {
    const after = behind
      ? Prisma.sql`AND (start_day, id) > (${behind.day}::date, ${behind.id}::uuid)`
      : Prisma.empty;
    const rows = await db.$queryRaw<Row[]>`
      SELECT id, visitor_key::text AS visitor, is_identified AS "isIdentified", start_day::text AS "startDay", started_at AS "startedAt",
        last_event_at AS "endedAt", entry_path_id AS "entryPathId", exit_path_id AS "exitPathId", client_id AS "clientId",
        source_id AS "sourceId", page_views AS "pageViews", events, visible_ms AS "visibleMs", contact_id AS "contactId"
      FROM visits WHERE tenant_id = ${tenantId}::uuid AND site_no = ${site.no} AND start_day BETWEEN ${from}::date AND ${to}::date
        AND merged_into_id IS NULL AND page_views + events > 0 ${after}
      ORDER BY start_day, id LIMIT ${PAGE_ROWS}`;
    await texts.load(
      db,
      tenantId,
      rows.flatMap((row) => [row.entryPathId, row.exitPathId, row.clientId, row.sourceId]),
    );
    const last = rows.at(-1);
    return {
      lines: rows.map((row) => lineOf(row, texts)),
      last: last && { day: last.startDay, id: last.id },
      isLast: rows.length < PAGE_ROWS,
    };
  };

const lineOf = (row: Row, texts: ExportTexts) => ({
  id: row.id,
  visitor: row.visitor,
  isIdentified: row.isIdentified,
  startDay: row.startDay,
  startedAt: row.startedAt.toISOString(),
  endedAt: row.endedAt.toISOString(),
  entryPage: texts.text(row.entryPathId),
  exitPage: texts.text(row.exitPathId),
  pageViews: row.pageViews,
  events: row.events,
  visibleMs: row.visibleMs,
  contactId: row.contactId,
  ...texts.source(row.sourceId),
  ...texts.client(row.clientId),
});
