import { z } from "zod";
import { tenantRoute } from "@/lib/http";
import { deleteGoal, updateGoal } from "@/lib/tracking";
import { GoalDto, GoalParams, UpdateGoalInput } from "@/lib/tracking/report-schemas";

export const PATCH = tenantRoute({
  permission: "analytics.write",
  input: { params: GoalParams, body: UpdateGoalInput },
  output: GoalDto,
  summary: "Change a goal",
  handle: (ctx, { params, body }) => updateGoal(ctx, params.siteId, params.goalId, body),
});

export const DELETE = tenantRoute({
  permission: "analytics.write",
  input: { params: GoalParams },
  output: z.void(),
  status: 204,
  summary: "Remove a goal",
  handle: (ctx, { params }) => deleteGoal(ctx, params.siteId, params.goalId),
});
