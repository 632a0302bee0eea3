import { Prefetched } from "@/components/common/prefetched";
import { LiveView } from "@/components/tracking/live/live-view";
import { requirePageSession } from "@/lib/auth/session";

import { chosenSite, sitesPrefetch, toParams, type PageParams } from "../sites";

export const metadata = { title: "Live" };

export default async function LivePage({ searchParams }: { searchParams: PageParams }) {
  const { ctx } = await requirePageSession();
  const { sites, rememberedSiteId } = await chosenSite(ctx, toParams(await searchParams));
  return (
    <Prefetched workspaceId={ctx.tenantId} queries={sitesPrefetch(sites)}>
      <LiveView rememberedSiteId={rememberedSiteId} />
    </Prefetched>
  );
}
