import { ACCOUNT_KEY } from "@/components/account/keys";
import { SecuritySettings } from "@/components/account/security-settings";
import { PageHeader } from "@/components/common/page-header";
import { Prefetched } from "@/components/common/prefetched";
import { getAccount } from "@/lib/auth";
import { requirePageSession } from "@/lib/auth/session";

export const metadata = { title: "Security" };

export default async function SecurityPage() {
  const { ctx, user } = await requirePageSession();
  return (
    <Prefetched
      workspaceId={ctx.tenantId}
      queries={[{ key: ACCOUNT_KEY, load: () => getAccount({ userId: user.id }) }]}
    >
      <PageHeader title="Security" description="How you prove who you are, and where you are logged in." />
      <SecuritySettings />
    </Prefetched>
  );
}
