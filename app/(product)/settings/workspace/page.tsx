import { PageHeader } from "@/components/common/page-header";
import { Prefetched } from "@/components/common/prefetched";
import { DOMAINS_KEY, TENANT_KEY } from "@/components/settings/keys";
import { WorkspaceSettings } from "@/components/settings/workspace/workspace-settings";
import { requirePageSession } from "@/lib/auth/session";
import { getTenant, listDomains } from "@/lib/workspace";

export const metadata = { title: "Workspace" };

export default async function WorkspacePage() {
  const { ctx } = await requirePageSession();
  return (
    <Prefetched
      workspaceId={ctx.tenantId}
      queries={[
        { key: TENANT_KEY, load: () => getTenant(ctx) },
        { key: DOMAINS_KEY, load: () => listDomains(ctx) },
      ]}
    >
      <PageHeader
        title="Workspace"
        description="Its name and time zone, your domains, a copy of everything."
      />
      <WorkspaceSettings />
    </Prefetched>
  );
}
