import { Prisma } from "@/lib/db";
import { MEASURES, SELECT_MEASURES } from "../measures";
import type { Line, ReadPage } from "./pages";
import { PAGE_ROWS } from "./pages";

export const DAY_COLUMNS = [
  "day",
  "visitors",
  "identifiedVisitors",
  "visits",
  "pageViews",
  "events",
  "bounces",
  "visibleMs",
];
export const HOUR_COLUMNS = ["hour", ...MEASURES];
export const DIMENSION_COLUMNS = ["dimension", "day", "value", ...MEASURES, "scrollPctSum", "scrollCount"];

const MEASURES_SQL = Prisma.raw(SELECT_MEASURES);

const pageOf = <K>(lines: Line[], keyOf: (line: Line) => K) => {
  const last = lines.at(-1);
  return { lines, last: last && keyOf(last), isLast: lines.length < PAGE_ROWS };
};

/** Totals of days. */
export const readDays: ReadPage<string> = async (db, { tenantId, site, from, to }, behind) =>
  pageOf(
    await db.$queryRaw<Line[]>`
      SELECT day::text AS day, visitors, identified_visitors AS "identifiedVisitors", visits, page_views AS "pageViews", events,
        bounces, visible_ms::float8 AS "visibleMs"
      FROM rollup_days WHERE tenant_id = ${tenantId}::uuid AND site_id = ${site.id}::uuid AND day BETWEEN ${from}::date AND ${to}::date
        AND (${behind ?? null}::text IS NULL OR day > ${behind ?? null}::date)
      ORDER BY day LIMIT ${PAGE_ROWS}`,
    (line) => String(line.day),
  );

/** Totals of hours, named by the instant at which they start. */
export const readHours: ReadPage<string> = async (db, { tenantId, site, from, to }, behind) =>
  pageOf(
    await db.$queryRaw<Line[]>`
      SELECT to_char(hour AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS hour, ${MEASURES_SQL}
      FROM rollup_hours WHERE tenant_id = ${tenantId}::uuid AND site_id = ${site.id}::uuid
        AND hour >= (${from}::date)::timestamp AT TIME ZONE ${site.timeZone}
        AND hour < (${to}::date + 1)::timestamp AT TIME ZONE ${site.timeZone}
        AND (${behind ?? null}::text IS NULL OR hour > ${behind ?? null}::timestamptz)
      ORDER BY hour LIMIT ${PAGE_ROWS}`,
    (line) => String(line.hour),
  );

type DimensionKey = { dimension: string; day: string; value: string };

/** Totals of values a day. */
export const readDimensions: ReadPage<DimensionKey> = async (db, { tenantId, site, from, to }, behind) => {
  const after = behind
    ? Prisma.sql`AND (dimension, day, value) > (${behind.dimension}, ${behind.day}::date, ${behind.value})`
    : Prisma.empty;
  return pageOf(
    await db.$queryRaw<Line[]>`
      SELECT dimension, day::text AS day, value, ${MEASURES_SQL}, scroll_pct_sum::float8 AS "scrollPctSum", scroll_count AS "scrollCount"
      FROM rollup_dimensions WHERE tenant_id = ${tenantId}::uuid AND site_id = ${site.id}::uuid
        AND day BETWEEN ${from}::date AND ${to}::date ${after}
      ORDER BY dimension, day, value LIMIT ${PAGE_ROWS}`,
    (line) => ({ dimension: String(line.dimension), day: String(line.day), value: String(line.value) }),
  );
};
