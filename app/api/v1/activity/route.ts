import { tenantRoute } from "@/lib/http";
import { listActivity } from "@/lib/workspace";
import { ActivityFeed, ActivityQuery } from "@/lib/workspace/schemas";

export const GET = tenantRoute({
  permission: "workspace.read",
  input: { query: ActivityQuery },
  output: ActivityFeed,
  summary: "List what happened lately",
  handle: (ctx, { query }) => listActivity(ctx, query),
});
