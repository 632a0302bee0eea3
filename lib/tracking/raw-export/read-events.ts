import { z } from "zod";
import { PAGE_ROWS, type ReadPage } from "./pages";
import { CLIENT_COLUMNS, type ExportTexts, SOURCE_COLUMNS } from "./texts";

export const EVENT_COLUMNS = [
  "id",
  "time",
  "visitor",
  "isIdentified",
  "kind",
  "name",
  "path",
  "props",
  "visibleMs",
  "scrollPct",
  ...SOURCE_COLUMNS,
  ...CLIENT_COLUMNS,
];

/** How far the time of an event may lie from the time in its id: what the collector takes at most. */
const SKEW = "3 days";

const Extra = z.object({
  p: z.record(z.string(), z.unknown()).optional(),
  v: z.number().optional(),
  d: z.number().optional(),
  h: z.number().optional(),
});

interface Row {
  id: string;
  time: Date;
  visitor: string;
  pathId: number;
  clientId: number;
  sourceId: number;
  nameId: number;
  extra: string;
  isInRange: boolean;
}

/** Events as the collector stored them, in the order of their ids. */
export const readEventsWith =
  (texts: ExportTexts): ReadPage<string> =>
  async (db, { tenantId, site, from, to }, behind) => {
    const rows = await db.$queryRaw<Row[]>`
      WITH ends AS (SELECT (${from}::date)::timestamp AT TIME ZONE ${site.timeZone} AS since,
        (${to}::date + 1)::timestamp AT TIME ZONE ${site.timeZone} AS until)
      SELECT e.id, event_at(e.id, e.extra) AS time, e.visitor_key::text AS visitor, e.path_id AS "pathId", e.client_id AS "clientId",
        e.source_id AS "sourceId", e.name_id AS "nameId", e.extra,
        event_at(e.id, e.extra) >= ends.since AND event_at(e.id, e.extra) < ends.until AS "isInRange"
      FROM ends, events e
      WHERE e.site_no = ${site.no} AND e.id > ${behind ?? "00000000-0000-0000-0000-000000000000"}::uuid
        AND e.id >= uuidv7_floor((SELECT since - ${SKEW}::interval FROM ends))
        AND e.id < uuidv7_floor((SELECT until + ${SKEW}::interval FROM ends))
      ORDER BY e.id LIMIT ${PAGE_ROWS}`;
    await texts.load(
      db,
      tenantId,
      rows.flatMap((row) => [row.pathId, row.clientId, row.sourceId, row.nameId]),
    );
    const lines = rows.filter((row) => row.isInRange).map((row) => lineOf(row, texts));
    return { lines, last: rows.at(-1)?.id, isLast: rows.length < PAGE_ROWS };
  };

function lineOf(row: Row, texts: ExportTexts) {
  const extra = Extra.parse(JSON.parse(row.extra || "{}"));
  return {
    id: row.id,
    time: row.time.toISOString(),
    visitor: row.visitor,
    isIdentified: extra.h === 1,
    kind: row.nameId === 0 ? "page_view" : row.nameId < 0 ? "engagement" : "event",
    name: texts.text(row.nameId),
    path: texts.text(row.pathId),
    props: extra.p ?? null,
    visibleMs: extra.v ?? null,
    scrollPct: extra.d ?? null,
    ...texts.source(row.sourceId),
    ...texts.client(row.clientId),
  };
}
