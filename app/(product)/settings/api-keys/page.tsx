import { Prefetched } from "@/components/common/prefetched";
import { KeysPage } from "@/components/settings/api-keys/keys-page";
import { API_KEYS_KEY } from "@/components/settings/keys";
import { listApiKeys } from "@/lib/auth";
import { requirePageSession } from "@/lib/auth/session";

export const metadata = { title: "API keys" };

export default async function ApiKeysPage() {
  const { ctx } = await requirePageSession();
  return (
    <Prefetched
      workspaceId={ctx.tenantId}
      queries={[{ key: API_KEYS_KEY, list: {}, load: () => listApiKeys(ctx) }]}
    >
      <KeysPage />
    </Prefetched>
  );
}
