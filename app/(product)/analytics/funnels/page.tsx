import { Prefetched } from "@/components/common/prefetched";
import { FunnelsView } from "@/components/tracking/funnels/funnels-view";
import { requirePageSession } from "@/lib/auth/session";
import { now } from "@/lib/clock";
import { chosenSite, sitesPrefetch, toParams, type PageParams } from "../sites";

export const metadata = { title: "Funnels" };

export default async function FunnelsPage({ searchParams }: { searchParams: PageParams }) {
  const { ctx } = await requirePageSession();
  const { sites, rememberedSiteId } = await chosenSite(ctx, toParams(await searchParams));
  return (
    <Prefetched workspaceId={ctx.tenantId} queries={sitesPrefetch(sites)}>
      <FunnelsView renderedAtMs={now().getTime()} rememberedSiteId={rememberedSiteId} />
    </Prefetched>
  );
}
