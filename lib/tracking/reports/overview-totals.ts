import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import type { OverviewPoint, OverviewTotals } from "../schemas";
import { daysBetween } from "../time/site-day";
import { type Days, precedingRange } from "./days";

/**
 * Visitors, visits and page views of all the workspace's sites together, each site's days in its own zone,
 * with the period of the same length before.
 * @throws AppError forbidden
 */
export async function overviewTotals(ctx: Ctx, range: Days): Promise<OverviewTotals> {
  requirePermission(ctx, "reports.read");
  const before = precedingRange(range);
  return withTenant(ctx, async (db) => {
    const rows = await db.$queryRaw<OverviewPoint[]>`
      SELECT to_char(r.day, 'YYYY-MM-DD') AS day, sum(r.visitors)::int AS visitors, sum(r.visits)::int AS visits,
        sum(r.page_views)::int AS "pageViews"
      FROM rollup_days r JOIN sites s ON s.tenant_id = r.tenant_id AND s.id = r.site_id AND s.deleted_at IS NULL
      WHERE r.tenant_id = ${ctx.tenantId}::uuid AND r.day BETWEEN ${before.from}::date AND ${range.to}::date
      GROUP BY r.day`;
    const sites = await db.site.count({ where: { tenantId: ctx.tenantId, deletedAt: null } });
    const inRange = rows.filter((row) => row.day >= range.from);
    const earlier = rows.filter((row) => row.day < range.from);
    const pair = (field: "visitors" | "visits" | "pageViews") => ({
      value: sumOf(inRange, field),
      previous: sumOf(earlier, field),
    });
    return {
      range,
      sites,
      visitors: pair("visitors"),
      visits: pair("visits"),
      pageViews: pair("pageViews"),
      days: fillDays(inRange, range),
    };
  });
}

const sumOf = (rows: readonly OverviewPoint[], field: "visitors" | "visits" | "pageViews"): number =>
  rows.reduce((sum, row) => sum + row[field], 0);

/** Puts a zero on each day that has no row. */
function fillDays(rows: readonly OverviewPoint[], range: Days): OverviewPoint[] {
  const byDay = new Map(rows.map((row) => [row.day, row]));
  return daysBetween(range.from, range.to).map(
    (day) => byDay.get(day) ?? { day, visitors: 0, visits: 0, pageViews: 0 },
  );
}
