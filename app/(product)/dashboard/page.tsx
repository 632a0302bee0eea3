import { Prefetched } from "@/components/common/prefetched";
import { SITES_KEY, SITES_SHOWN_MAX } from "@/components/tracking/keys";
import { Dashboard } from "@/components/workspace/dashboard";
import { ACTIVITY_KEY, ACTIVITY_SHOWN, OVERVIEW_DAYS, OVERVIEW_KEY } from "@/components/workspace/keys";
import { requirePageSession } from "@/lib/auth/session";
import { listSites } from "@/lib/tracking";
import { getOverview, listActivity } from "@/lib/workspace";

export const metadata = { title: "Overview" };

export default async function DashboardPage() {
  const { ctx } = await requirePageSession();
  return (
    <Prefetched
      workspaceId={ctx.tenantId}
      queries={[
        { key: SITES_KEY, load: () => listSites(ctx, { limit: SITES_SHOWN_MAX }) },
        { key: OVERVIEW_KEY, load: () => getOverview(ctx, { days: OVERVIEW_DAYS }) },
        { key: ACTIVITY_KEY, load: () => listActivity(ctx, { limit: ACTIVITY_SHOWN }) },
      ]}
    >
      <Dashboard />
    </Prefetched>
  );
}
