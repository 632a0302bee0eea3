import { Prefetched } from "@/components/common/prefetched";
import { dayIn } from "@/components/lib/dates";
import { AnalyticsView } from "@/components/tracking/analytics/analytics-view";
import { answerAt, questionOf, reportKeyOf } from "@/components/tracking/analytics/report-batch";
import { scopeOf, screenSpecs } from "@/components/tracking/analytics/screen-specs";
import { stateFromParams } from "@/components/tracking/analytics/screen-state";
import { requirePageSession } from "@/lib/auth/session";
import { now } from "@/lib/clock";
import { queryReports } from "@/lib/tracking";
import { chosenSite, sitesPrefetch, toParams, type PageParams } from "./sites";

export const metadata = { title: "Analytics" };

export default async function AnalyticsPage({ searchParams }: { searchParams: PageParams }) {
  const { ctx } = await requirePageSession();
  const params = toParams(await searchParams);
  const renderedAt = now();
  const { site, sites, rememberedSiteId } = await chosenSite(ctx, params);
  const queries = [...sitesPrefetch(sites)];
  if (site?.firstEventAt) {
    const state = stateFromParams(params, dayIn(renderedAt, site.timeZone));
    const scope = scopeOf(site.id, state);
    const specs = screenSpecs(state);
    // One question for the whole screen; its parts are kept one by one, as the browser asks for them later.
    const answer = queryReports(ctx, questionOf(scope, specs));
    queries.push(
      ...specs.map((spec, index) => ({
        key: reportKeyOf(scope, spec),
        load: async () => answerAt(await answer, index),
      })),
    );
  }
  return (
    <Prefetched workspaceId={ctx.tenantId} queries={queries}>
      <AnalyticsView renderedAtMs={renderedAt.getTime()} rememberedSiteId={rememberedSiteId} />
    </Prefetched>
  );
}
