import { PageHeader } from "@/components/common/page-header";
import { Prefetched } from "@/components/common/prefetched";
import { AddSiteDialog } from "@/components/tracking/add-site-dialog";
import { SITES_KEY, SITES_SHOWN_MAX } from "@/components/tracking/keys";
import { SitesList } from "@/components/tracking/sites-list";
import { requirePageSession } from "@/lib/auth/session";
import { listSites } from "@/lib/tracking";

export const metadata = { title: "Sites" };

export default async function SitesPage() {
  const { ctx } = await requirePageSession();
  return (
    <Prefetched
      workspaceId={ctx.tenantId}
      queries={[{ key: SITES_KEY, load: () => listSites(ctx, { limit: SITES_SHOWN_MAX }) }]}
    >
      <PageHeader
        title="Sites"
        description="The websites whose visitors are counted here."
        actions={<AddSiteDialog />}
      />
      <SitesList />
    </Prefetched>
  );
}
