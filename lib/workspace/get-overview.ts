import { nowMs } from "@/lib/clock";
import { countForms, countRequestsByDay } from "@/lib/crm";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { listSites, overviewTotals } from "@/lib/tracking";
import { type Days, lastDays, latestDay } from "./days";
import { type OverviewCard, type OverviewDto, OverviewQuery } from "./schemas";

const SITES_READ_MAX = 100;

/**
 * Visitors, visits and requests of the last N days, today included, against the N days before. Visitors and visits count on
 * the days of their site's time zone, requests on those of the workspace's.
 * @throws AppError forbidden
 */
export async function getOverview(ctx: Ctx, query: OverviewQuery = {}): Promise<OverviewDto> {
  requirePermission(ctx, "workspace.read");
  const { days } = OverviewQuery.parse(query);
  return withTenant(ctx, async (db) => {
    const inner = { ...ctx, db };
    const { timeZone } = await db.tenant.findUniqueOrThrow({
      where: { id: ctx.tenantId },
      select: { timeZone: true },
    });
    const sites = await listSites(inner, { limit: SITES_READ_MAX });
    const today = latestDay([timeZone, ...sites.items.map((site) => site.timeZone)], nowMs());
    const { range, before } = lastDays(today, days);
    const totals = await overviewTotals(inner, range);
    const perDay = await countRequestsByDay(inner, { from: before.from, to: range.to, timeZone });
    const requests = requestsCard(
      perDay,
      range,
      totals.days.map((point) => point.day),
    );
    return {
      cards: {
        visitors: { ...totals.visitors, daily: totals.days.map((point) => point.visitors) },
        visits: { ...totals.visits, daily: totals.days.map((point) => point.visits) },
        requests,
      },
      sites: totals.sites,
      forms: await countForms(inner),
      range,
    };
  });
}

function requestsCard(
  perDay: ReadonlyMap<string, number>,
  range: Days,
  daysInRange: readonly string[],
): OverviewCard {
  const earlier = [...perDay].filter(([day]) => day < range.from);
  const daily = daysInRange.map((day) => perDay.get(day) ?? 0);
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  return { value: sum(daily), previous: sum(earlier.map(([, count]) => count)), daily };
}
