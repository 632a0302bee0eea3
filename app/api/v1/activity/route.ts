import { tenantRoute } from "@/lib/http";
import { listActivity } from "@/lib/workspace";
import { ActivityFeed, ActivityQuery } from "@/lib/workspace/schemas";

export const GET = tenantRoute({
  permission: "workspace.read",
  input: { query: ActivityQuery },
  output: ActivityFeed,
  summary: "What happened lately in the workspace",
  handle: (ctx, { query }) => listActivity(ctx, query),
});
