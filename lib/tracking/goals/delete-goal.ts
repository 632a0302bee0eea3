import { emitAudit } from "@/lib/audit";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { getGoalOrThrow, toGoalDto } from "./internal";

/** Removes a goal. @throws AppError not_found */
export async function deleteGoal(ctx: Ctx, siteId: string, goalId: string): Promise<void> {
  requirePermission(ctx, "analytics.write");
  await withTenant(ctx, async (db) => {
    const before = toGoalDto(await getGoalOrThrow(db, ctx, siteId, goalId));
    await db.goal.delete({ where: { tenantId_id: { tenantId: ctx.tenantId, id: goalId } } });
    await emitAudit(db, ctx, { action: "goal.delete", entityType: "goal", entityId: goalId, before });
  });
}
