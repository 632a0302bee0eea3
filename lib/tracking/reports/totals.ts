import type { TotalsResult, TotalsValues } from "../schemas";
import type { Days } from "./days";
import type { ReportScope } from "./scope";

/** Totals of the range, and of the period before when it is asked for. */
export async function totalsReport(scope: ReportScope): Promise<TotalsResult> {
  const totals = await sumOf(scope, scope.range);
  if (!scope.previous) return { kind: "totals", ...totals };
  return { kind: "totals", ...totals, previous: await sumOf(scope, scope.previous) };
}

async function sumOf({ db, tenantId, siteId }: ReportScope, { from, to }: Days): Promise<TotalsValues> {
  const [row] = await db.$queryRaw<TotalsValues[]>`
    SELECT coalesce(sum(visitors), 0)::int AS visitors, coalesce(sum(visits), 0)::int AS visits,
      coalesce(sum(page_views), 0)::int AS "pageViews", coalesce(sum(events), 0)::int AS events,
      coalesce(sum(bounces), 0)::int AS bounces
    FROM rollup_days
    WHERE tenant_id = ${tenantId}::uuid AND site_id = ${siteId}::uuid AND day BETWEEN ${from}::date AND ${to}::date`;
  return row ?? { visitors: 0, visits: 0, pageViews: 0, events: 0, bounces: 0 };
}
