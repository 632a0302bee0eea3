import { Prefetched } from "@/components/common/prefetched";
import { dayIn } from "@/components/lib/dates";
import { compareFromParams, rangeFromParams } from "@/components/tracking/analytics/analytics-params";
import { AnalyticsView } from "@/components/tracking/analytics/analytics-view";
import { FIRST_DIMENSIONS } from "@/components/tracking/analytics/panels";
import { reportBodyOf, reportKeyOf, SITES_KEY, SITES_SHOWN_MAX } from "@/components/tracking/keys";
import { requirePageSession } from "@/lib/auth/session";
import { now } from "@/lib/clock";
import { listSites, queryReports } from "@/lib/tracking";

export const metadata = { title: "Analytics" };

type AnalyticsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The query string as the browser's code reads it; a name given twice counts once. */
function toParams(given: Record<string, string | string[] | undefined>): URLSearchParams {
  const pairs = Object.entries(given).map(
    ([name, value]) => [name, Array.isArray(value) ? value[0] : value] as const,
  );
  return new URLSearchParams(pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

export default async function AnalyticsPage({ searchParams }: AnalyticsPageProps) {
  const { ctx } = await requirePageSession();
  const params = toParams(await searchParams);
  const renderedAt = now();
  const sites = await listSites(ctx, { limit: SITES_SHOWN_MAX }).catch(() => null);
  const site = sites?.items.find((item) => item.id === params.get("site")) ?? sites?.items[0];
  const queries = sites ? [{ key: SITES_KEY, load: () => Promise.resolve<unknown>(sites) }] : [];
  if (site?.firstEventAt) {
    const body = reportBodyOf({
      siteId: site.id,
      range: rangeFromParams(params, dayIn(renderedAt, site.timeZone)),
      compare: compareFromParams(params),
      dimensions: FIRST_DIMENSIONS,
    });
    return (
      <Prefetched
        workspaceId={ctx.tenantId}
        queries={[...queries, { key: reportKeyOf(body), load: () => queryReports(ctx, body) }]}
      >
        <AnalyticsView renderedAtMs={renderedAt.getTime()} />
      </Prefetched>
    );
  }
  return (
    <Prefetched workspaceId={ctx.tenantId} queries={queries}>
      <AnalyticsView renderedAtMs={renderedAt.getTime()} />
    </Prefetched>
  );
}
