import { tenantRoute } from "@/lib/http";
import { resumePosthog } from "@/lib/posthog";
import { PosthogState } from "@/lib/posthog/schemas";

export const POST = tenantRoute({
  permission: "posthog.write",
  output: PosthogState,
  errors: ["not_found"],
  summary: "Forward again at once, also after a pause",
  handle: (ctx) => resumePosthog(ctx),
});
