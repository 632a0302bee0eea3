import { Prefetched } from "@/components/common/prefetched";
import { SiteDetail } from "@/components/tracking/site-detail";
import { requirePageSession } from "@/lib/auth/session";
import { getSite } from "@/lib/tracking";

export const metadata = { title: "Website" };

type SitePageProps = { params: Promise<{ siteId: string }> };

export default async function SitePage({ params }: SitePageProps) {
  const { ctx } = await requirePageSession();
  const { siteId } = await params;
  return (
    <Prefetched
      workspaceId={ctx.tenantId}
      queries={[{ key: ["sites", siteId], load: () => getSite(ctx, siteId) }]}
    >
      <SiteDetail siteId={siteId} />
    </Prefetched>
  );
}
