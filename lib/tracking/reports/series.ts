import type { SeriesPoint, SeriesResult } from "../schemas";
import { daysBetween } from "../time/site-day";
import type { Days } from "./days";
import type { ReportScope } from "./scope";

/** A point for each day of the range; days without a visit are zero. */
export async function seriesReport(scope: ReportScope): Promise<SeriesResult> {
  const points = await pointsOf(scope, scope.range);
  if (!scope.previous) return { kind: "series", points };
  return { kind: "series", points, previous: await pointsOf(scope, scope.previous) };
}

async function pointsOf({ db, tenantId, siteId }: ReportScope, range: Days): Promise<SeriesPoint[]> {
  const rows = await db.$queryRaw<SeriesPoint[]>`
    SELECT to_char(day, 'YYYY-MM-DD') AS day, visitors, visits, page_views AS "pageViews"
    FROM rollup_days
    WHERE tenant_id = ${tenantId}::uuid AND site_id = ${siteId}::uuid
      AND day BETWEEN ${range.from}::date AND ${range.to}::date`;
  return fillDays(rows, range);
}

/** Puts a zero on each day that has no row. */
export function fillDays(rows: readonly SeriesPoint[], range: Days): SeriesPoint[] {
  const byDay = new Map(rows.map((row) => [row.day, row]));
  return daysBetween(range.from, range.to).map(
    (day) => byDay.get(day) ?? { day, visitors: 0, visits: 0, pageViews: 0 },
  );
}
