import { Prefetched } from "@/components/common/prefetched";
import { POSTHOG_KEY } from "@/components/settings/keys";
import { PosthogPage } from "@/components/settings/posthog/posthog-page";
import { requirePageSession } from "@/lib/auth/session";
import { getPosthogState } from "@/lib/posthog";

export const metadata = { title: "PostHog" };

export default async function PosthogSettingsPage() {
  const { ctx } = await requirePageSession();
  return (
    <Prefetched workspaceId={ctx.tenantId} queries={[{ key: POSTHOG_KEY, load: () => getPosthogState(ctx) }]}>
      <PosthogPage />
    </Prefetched>
  );
}
