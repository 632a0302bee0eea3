import { tenantRoute } from "@/lib/http";
import { getVisitReplay } from "@/lib/posthog";
import { PosthogReplay, PosthogVisitParams } from "@/lib/posthog/schemas";

export const GET = tenantRoute({
  permission: "posthog.read",
  input: { params: PosthogVisitParams },
  output: PosthogReplay,
  summary: "Find a visit's recording at PostHog",
  handle: (ctx, { params }) => getVisitReplay(ctx, params.visitId),
});
