import { emitAudit } from "@/lib/audit";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { getFunnelOrThrow, toFunnelDto } from "./internal";

/** Removes a funnel. @throws AppError not_found */
export async function deleteFunnel(ctx: Ctx, siteId: string, funnelId: string): Promise<void> {
  requirePermission(ctx, "analytics.write");
  await withTenant(ctx, async (db) => {
    const before = toFunnelDto(await getFunnelOrThrow(db, ctx, siteId, funnelId));
    await db.funnel.delete({ where: { tenantId_id: { tenantId: ctx.tenantId, id: funnelId } } });
    await emitAudit(db, ctx, { action: "funnel.delete", entityType: "funnel", entityId: funnelId, before });
  });
}
