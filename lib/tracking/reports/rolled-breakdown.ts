import { type BreakdownAsked, isSearched, roundPct, sortOf, type ValueRow } from "./breakdown-rows";
import type { BreakdownSort, ReportDimension } from "../report-schemas";
import type { Days } from "./days";
import { type Measures, SUM_MEASURES } from "../measures";
import type { Question } from "./question";

const FROM = `FROM rollup_dimensions
  WHERE tenant_id = $1 AND site_id = $2 AND dimension = $3 AND day BETWEEN $4 AND $5`;

/** What may stand behind ORDER BY; nothing else does. */
const ORDER: Record<BreakdownSort, string> = {
  visitors: "sum(visitors) DESC, sum(visits) DESC, value",
  visits: "sum(visits) DESC, value",
  pageViews: "sum(page_views) DESC, sum(visits) DESC, value",
  events: "sum(events) DESC, sum(visits) DESC, value",
  bounces: "sum(bounces) DESC, sum(visits) DESC, value",
  visibleMs: "sum(visible_ms) DESC, sum(visits) DESC, value",
  value: "value",
};

const rowsSql = (sort: BreakdownSort): string => `SELECT value, ${SUM_MEASURES},
    (sum(scroll_pct_sum) / nullif(sum(scroll_count), 0))::float8 AS "scrollPct", (count(*) OVER ())::int AS total
  ${FROM} GROUP BY value HAVING sum(visits) > 0 OR sum(page_views) > 0 OR sum(visitors) > 0 OR sum(events) > 0
  ORDER BY ${ORDER[sort]} LIMIT $6 OFFSET $7`;

/** Countries and the like are searched by their names, which the database does not know. */
const SEARCHED_MAX = 200_000;

type Row = ValueRow & { total: number };

/** A part of a dimension's values of the range, in order, and how many there are. */
export async function readRolledRows(
  question: Question,
  asked: BreakdownAsked,
): Promise<{ rows: ValueRow[]; total: number }> {
  const { db, site, range } = question;
  const hasSearch = asked.search !== undefined && asked.search !== "";
  const rows = await db.query<Row>(rowsSql(sortOf(asked)), [
    db.tenantId,
    site.id,
    asked.dimension,
    range.from,
    range.to,
    hasSearch ? SEARCHED_MAX : asked.limit,
    hasSearch ? 0 : asked.offset,
  ]);
  const plain = rows.map(({ total: _total, ...row }) => ({ ...row, scrollPct: roundPct(row.scrollPct) }));
  if (!hasSearch) return { rows: plain, total: rows[0]?.total ?? (await totalBehindEnd(question, asked)) };
  const found = plain.filter(isSearched(asked));
  return { rows: found.slice(asked.offset, asked.offset + asked.limit), total: found.length };
}

/** Behind the last page there is no row that could say the total. */
async function totalBehindEnd(question: Question, asked: BreakdownAsked): Promise<number> {
  if (asked.offset === 0) return 0;
  return (await readRolledRows(question, { ...asked, offset: 0, limit: 1 })).total;
}

const BY_VALUE = `SELECT value, ${SUM_MEASURES} ${FROM} AND value = ANY($6) GROUP BY value`;

/** What the given values counted in another range. */
export async function readRolledValues(
  { db, site }: Question,
  range: Days,
  dimension: ReportDimension,
  values: readonly string[],
): Promise<Map<string, Measures>> {
  const rows = await db.query<Measures & { value: string }>(BY_VALUE, [
    db.tenantId,
    site.id,
    dimension,
    range.from,
    range.to,
    values,
  ]);
  return new Map(rows.map((row) => [row.value, row]));
}
