import { PageHeader } from "@/components/common/page-header";
import { AddSiteDialog } from "@/components/tracking/add-site-dialog";
import { SitesList } from "@/components/tracking/sites-list";
import { requirePageSession } from "@/lib/auth/session";

export const metadata = { title: "Sites" };

export default async function SitesPage() {
  await requirePageSession();
  return (
    <>
      <PageHeader
        title="Sites"
        description="The websites whose visitors are counted here."
        actions={<AddSiteDialog />}
      />
      <SitesList />
    </>
  );
}
