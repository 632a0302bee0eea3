import { tenantRoute } from "@/lib/http";
import { testPosthogConnection } from "@/lib/posthog";
import { PosthogTestResult } from "@/lib/posthog/schemas";

export const POST = tenantRoute({
  permission: "posthog.write",
  output: PosthogTestResult,
  errors: ["not_found"],
  summary: "Try the stored keys against PostHog",
  handle: (ctx) => testPosthogConnection(ctx),
});
