import { emitAudit } from "@/lib/audit";
import { now } from "@/lib/clock";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { CreateGoalInput, type GoalDto, UpdateGoalInput } from "../report-schemas";
import { getGoalOrThrow, goalSelect, toGoalDto } from "./internal";

/** Changes a goal. @throws AppError not_found, ZodError */
export async function updateGoal(
  ctx: Ctx,
  siteId: string,
  goalId: string,
  input: UpdateGoalInput,
): Promise<GoalDto> {
  requirePermission(ctx, "analytics.write");
  const { archived, valueCents, ...data } = UpdateGoalInput.parse(input);
  return withTenant(ctx, async (db) => {
    const before = toGoalDto(await getGoalOrThrow(db, ctx, siteId, goalId));
    requireWholeGoal({ ...before, ...data, ...(valueCents === undefined ? {} : { valueCents }) });
    const row = await db.goal.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id: goalId } },
      data: {
        ...data,
        ...(valueCents === undefined ? {} : { valueCents: valueCents === null ? null : BigInt(valueCents) }),
        ...(archived === undefined ? {} : { archivedAt: archived ? now() : null }),
      },
      select: goalSelect,
    });
    const after = toGoalDto(row);
    await emitAudit(db, ctx, { action: "goal.update", entityType: "goal", entityId: goalId, before, after });
    return after;
  });
}

/** What a goal must be as a whole, whichever of its fields were changed. */
function requireWholeGoal(
  goal: Pick<GoalDto, "name" | "kind" | "pattern" | "valueCents" | "currency" | "valueProperty">,
): void {
  const { name, kind, pattern, valueCents, currency, valueProperty } = goal;
  CreateGoalInput.parse({ name, kind, pattern, valueCents, currency, valueProperty });
}
