import { tenantRoute } from "@/lib/http";
import { listInsights } from "@/lib/posthog";
import { PosthogInsights, PosthogInsightsQuery } from "@/lib/posthog/schemas";

export const GET = tenantRoute({
  permission: "posthog.read",
  input: { query: PosthogInsightsQuery },
  output: PosthogInsights,
  summary: "List PostHog's insights, or read one with its data",
  description: "Needs a personal key of PostHog. Answers are kept for a minute.",
  handle: (ctx, { query }) => listInsights(ctx, query),
});
