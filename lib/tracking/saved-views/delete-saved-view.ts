import { emitAudit } from "@/lib/audit";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { getSavedViewOrThrow, toSavedViewDto } from "./internal";

/** Removes a saved view. @throws AppError not_found */
export async function deleteSavedView(ctx: Ctx, siteId: string, viewId: string): Promise<void> {
  requirePermission(ctx, "analytics.write");
  await withTenant(ctx, async (db) => {
    const before = toSavedViewDto(await getSavedViewOrThrow(db, ctx, siteId, viewId));
    await db.savedView.delete({ where: { tenantId_id: { tenantId: ctx.tenantId, id: viewId } } });
    await emitAudit(db, ctx, {
      action: "saved_view.delete",
      entityType: "saved_view",
      entityId: viewId,
      before,
    });
  });
}
