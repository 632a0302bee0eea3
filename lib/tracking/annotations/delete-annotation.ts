import { emitAudit } from "@/lib/audit";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { getAnnotationOrThrow, toAnnotationDto } from "./internal";

/** Removes an annotation. @throws AppError not_found */
export async function deleteAnnotation(ctx: Ctx, siteId: string, annotationId: string): Promise<void> {
  requirePermission(ctx, "analytics.write");
  await withTenant(ctx, async (db) => {
    const before = toAnnotationDto(await getAnnotationOrThrow(db, ctx, siteId, annotationId));
    await db.annotation.delete({ where: { tenantId_id: { tenantId: ctx.tenantId, id: annotationId } } });
    await emitAudit(db, ctx, {
      action: "annotation.delete",
      entityType: "annotation",
      entityId: annotationId,
      before,
    });
  });
}
