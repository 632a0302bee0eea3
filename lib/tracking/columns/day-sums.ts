import { type Measures, SELECT_MEASURES } from "../measures";
import type { ReportDimension } from "../report-schemas";
import { type Codes, type Column, pack } from "./column";
import type { ReportDb } from "./report-db";
import type { ReportSite } from "./visit-rows";

/** The column with what the values of a dimension count on a day: a copy of its rollup that is read thirty times as fast. */
export const sumsColumn = (dimension: ReportDimension): string => `sums:${dimension}`;

/** Fields of a value, one array after the other; what may pass 2^32 in two or three parts, so that the rest stays narrow. */
const FIELDS = [
  "visitors",
  "visits",
  "pageViews",
  "events",
  "bounces",
  "visibleMs0",
  "visibleMs1",
  "visibleMs2",
  "scrollPctSum0",
  "scrollPctSum1",
  "scrollCount",
] as const;
const PART = 65_536;

const DAY = `SELECT dimension, value, ${SELECT_MEASURES},
    scroll_pct_sum::float8 AS "scrollPctSum", scroll_count AS "scrollCount"
  FROM rollup_dimensions WHERE tenant_id = $1 AND site_id = $2 AND dimension = ANY($4) AND day = $3`;

type Row = Measures & {
  dimension: ReportDimension;
  value: string;
  scrollPctSum: number;
  scrollCount: number;
};

/** One column for each dimension that counts anything on the day. */
export async function readSumColumns(
  db: ReportDb,
  site: ReportSite,
  day: string,
  dimensions: readonly ReportDimension[],
): Promise<[string, Column][]> {
  const rows = await db.query<Row>(DAY, [db.tenantId, site.id, day, dimensions]);
  const byDimension = new Map<ReportDimension, Row[]>();
  for (const row of rows) byDimension.set(row.dimension, [...(byDimension.get(row.dimension) ?? []), row]);
  return [...byDimension].map(([dimension, values]) => [sumsColumn(dimension), toColumn(values)]);
}

function toColumn(rows: readonly Row[]): Column {
  const parts = (total: number): number[] => [
    total % PART,
    Math.floor(total / PART) % PART,
    Math.floor(total / PART / PART),
  ];
  const fields: number[][] = FIELDS.map(() => []);
  for (const row of rows) {
    const [scroll0 = 0, scroll1 = 0, scroll2 = 0] = parts(row.scrollPctSum);
    const values = [row.visitors, row.visits, row.pageViews, row.events, row.bounces];
    values.push(...parts(row.visibleMs), scroll0, scroll1 + scroll2 * PART, row.scrollCount);
    values.forEach((value, field) => fields[field]?.push(value));
  }
  return { kind: "texts", codes: pack(fields.flat()), texts: rows.map(({ value }) => value) };
}

/** The arrays of a sums column. */
export type DaySums = {
  texts: readonly string[];
  at(field: "visitors" | "visits" | "pageViews" | "events" | "bounces" | "scrollCount"): Codes;
  visibleMs(value: number): number;
  scrollPctSum(value: number): number;
};

export function daySums({ codes, texts }: { codes: Codes; texts: readonly string[] }): DaySums {
  const field = (name: (typeof FIELDS)[number]): Codes => {
    const at = FIELDS.indexOf(name) * texts.length;
    return codes.subarray(at, at + texts.length);
  };
  const ms = [field("visibleMs0"), field("visibleMs1"), field("visibleMs2")];
  const scroll = [field("scrollPctSum0"), field("scrollPctSum1")];
  return {
    texts,
    at: field,
    visibleMs: (value) =>
      (ms[0]?.[value] ?? 0) + ((ms[1]?.[value] ?? 0) + (ms[2]?.[value] ?? 0) * PART) * PART,
    scrollPctSum: (value) => (scroll[0]?.[value] ?? 0) + (scroll[1]?.[value] ?? 0) * PART,
  };
}
