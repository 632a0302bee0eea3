import { tenantRoute } from "@/lib/http";
import { getFlags } from "@/lib/posthog";
import { PosthogFlags, PosthogFlagsQuery } from "@/lib/posthog/schemas";

export const GET = tenantRoute({
  permission: "posthog.read",
  input: { query: PosthogFlagsQuery },
  output: PosthogFlags,
  summary: "Get a person's feature flags from PostHog",
  description: "Kept for 30 seconds. While PostHog does not answer the list is empty and `problem` says why.",
  handle: (ctx, { query }) => getFlags(ctx, query),
});
