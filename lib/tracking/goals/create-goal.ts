import { emitAudit } from "@/lib/audit";

import { newId } from "@/lib/ids";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { CreateGoalInput, type GoalDto } from "../report-schemas";
import { requireRoom } from "../report-objects";
import { getSiteOrThrow } from "../sites/internal";
import { goalSelect, toGoalDto } from "./internal";

/** Adds a goal to a website. @throws AppError not_found | conflict (too many), ZodError */
export async function createGoal(ctx: Ctx, siteId: string, input: CreateGoalInput): Promise<GoalDto> {
  requirePermission(ctx, "analytics.write");
  const data = CreateGoalInput.parse(input);
  return withTenant(ctx, async (db) => {
    await getSiteOrThrow(db, ctx, siteId);
    requireRoom(await db.goal.count({ where: { tenantId: ctx.tenantId, siteId } }), "goals");
    const row = await db.goal.create({
      data: {
        id: newId(),
        tenantId: ctx.tenantId,
        siteId,
        ...data,
        valueCents: data.valueCents === null ? null : BigInt(data.valueCents),
      },
      select: goalSelect,
    });
    const made = toGoalDto(row);
    await emitAudit(db, ctx, { action: "goal.create", entityType: "goal", entityId: made.id, after: made });
    return made;
  });
}
