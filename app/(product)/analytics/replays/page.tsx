import { Prefetched } from "@/components/common/prefetched";
import { ReplaysView } from "@/components/tracking/replays/replays-view";
import { requirePageSession } from "@/lib/auth/session";
import { chosenSite, sitesPrefetch, toParams, type PageParams } from "../sites";

export const metadata = { title: "Replays" };

export default async function ReplaysPage({ searchParams }: { searchParams: PageParams }) {
  const { ctx } = await requirePageSession();
  const { sites, rememberedSiteId } = await chosenSite(ctx, toParams(await searchParams));
  return (
    <Prefetched workspaceId={ctx.tenantId} queries={sitesPrefetch(sites)}>
      <ReplaysView rememberedSiteId={rememberedSiteId} />
    </Prefetched>
  );
}
