import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { OBJECTS_A_SITE_MAX, type GoalList } from "../report-schemas";
import { getSiteOrThrow } from "../sites/internal";
import { goalSelect, toGoalDto } from "./internal";

/** Goals of a website by name, archived ones too. @throws AppError not_found */
export async function listGoals(ctx: Ctx, siteId: string): Promise<GoalList> {
  requirePermission(ctx, "reports.read");
  return withTenant(ctx, async (db) => {
    await getSiteOrThrow(db, ctx, siteId);
    const rows = await db.goal.findMany({
      where: {
        tenantId: ctx.tenantId,
        siteId,
      },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: OBJECTS_A_SITE_MAX,
      select: goalSelect,
    });
    return { items: rows.map(toGoalDto) };
  });
}
