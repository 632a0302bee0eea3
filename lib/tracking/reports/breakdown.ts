import type { BreakdownResult, BreakdownRow, ReportDimension } from "../schemas";
import { labelOf } from "./labels";
import type { ReportScope } from "./scope";

type Row = { value: string; visitors: number; visits: number; pageViews: number; total: number };

/** The most frequent values of a dimension: pages by page views, all others by visitors. @param limit rows at most */
export async function breakdownReport(
  scope: ReportScope,
  dimension: ReportDimension,
  limit: number,
): Promise<BreakdownResult> {
  const rows = await topRows(scope, dimension, limit);
  const before = await visitsBefore(
    scope,
    dimension,
    rows.map((row) => row.value),
  );
  return {
    kind: "breakdown",
    dimension,
    rows: rows.map(({ total: _total, ...row }) => ({
      ...row,
      label: labelOf(dimension, row.value),
      ...(before ? { previousVisits: before.get(row.value) ?? 0 } : {}),
    })),
    total: rows[0]?.total ?? 0,
  };
}

async function topRows(
  { db, tenantId, siteId, range }: ReportScope,
  dimension: ReportDimension,
  limit: number,
): Promise<Row[]> {
  const isPage = dimension === "page";
  return db.$queryRaw<Row[]>`
    SELECT value, sum(visitors)::int AS visitors, sum(visits)::int AS visits, sum(page_views)::int AS "pageViews",
      (count(*) OVER ())::int AS total
    FROM rollup_dimensions
    WHERE tenant_id = ${tenantId}::uuid AND site_id = ${siteId}::uuid AND dimension = ${dimension}
      AND day BETWEEN ${range.from}::date AND ${range.to}::date
    GROUP BY value HAVING sum(visits) > 0 OR sum(page_views) > 0 OR sum(visitors) > 0
    ORDER BY CASE WHEN ${isPage} THEN sum(page_views) ELSE sum(visitors) END DESC, sum(visits) DESC, value
    LIMIT ${limit}`;
}

async function visitsBefore(
  { db, tenantId, siteId, previous }: ReportScope,
  dimension: ReportDimension,
  values: readonly string[],
): Promise<Map<string, number> | null> {
  if (!previous) return null;
  const rows = await db.$queryRaw<Pick<BreakdownRow, "value" | "visits">[]>`
    SELECT value, sum(visits)::int AS visits FROM rollup_dimensions
    WHERE tenant_id = ${tenantId}::uuid AND site_id = ${siteId}::uuid AND dimension = ${dimension}
      AND day BETWEEN ${previous.from}::date AND ${previous.to}::date AND value = ANY(${values})
    GROUP BY value`;
  return new Map(rows.map((row) => [row.value, row.visits]));
}
