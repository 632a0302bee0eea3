import { Prefetched } from "@/components/common/prefetched";
import { GoalsView } from "@/components/tracking/goals/goals-view";
import { requirePageSession } from "@/lib/auth/session";
import { now } from "@/lib/clock";
import { chosenSite, sitesPrefetch, toParams, type PageParams } from "../sites";

export const metadata = { title: "Goals" };

export default async function GoalsPage({ searchParams }: { searchParams: PageParams }) {
  const { ctx } = await requirePageSession();
  const { sites, rememberedSiteId } = await chosenSite(ctx, toParams(await searchParams));
  return (
    <Prefetched workspaceId={ctx.tenantId} queries={sitesPrefetch(sites)}>
      <GoalsView renderedAtMs={now().getTime()} rememberedSiteId={rememberedSiteId} />
    </Prefetched>
  );
}
