import { tenantRoute } from "@/lib/http";
import { createGoal, listGoals } from "@/lib/tracking";
import { CreateGoalInput, GoalDto, GoalList } from "@/lib/tracking/report-schemas";
import { SiteParams } from "@/lib/tracking/schemas";

export const GET = tenantRoute({
  permission: "reports.read",
  input: { params: SiteParams },
  output: GoalList,
  summary: "List goals",
  handle: (ctx, { params }) => listGoals(ctx, params.siteId),
});

export const POST = tenantRoute({
  permission: "analytics.write",
  input: { params: SiteParams, body: CreateGoalInput },
  output: GoalDto,
  status: 201,
  summary: "Add a goal",
  errors: ["conflict"],
  handle: (ctx, { params, body }) => createGoal(ctx, params.siteId, body),
});
