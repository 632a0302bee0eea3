import { emitAudit } from "@/lib/audit";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { type AnnotationDto, UpdateAnnotationInput } from "../report-schemas";
import { getAnnotationOrThrow, annotationSelect, toAnnotationDto } from "./internal";

/** Changes an annotation. @throws AppError not_found, ZodError */
export async function updateAnnotation(
  ctx: Ctx,
  siteId: string,
  annotationId: string,
  input: UpdateAnnotationInput,
): Promise<AnnotationDto> {
  requirePermission(ctx, "analytics.write");
  const { day, ...data } = UpdateAnnotationInput.parse(input);
  return withTenant(ctx, async (db) => {
    const before = toAnnotationDto(await getAnnotationOrThrow(db, ctx, siteId, annotationId));
    const row = await db.annotation.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id: annotationId } },
      data: { ...data, ...(day === undefined ? {} : { day: new Date(day) }) },
      select: annotationSelect,
    });
    const after = toAnnotationDto(row);
    await emitAudit(db, ctx, {
      action: "annotation.update",
      entityType: "annotation",
      entityId: annotationId,
      before,
      after,
    });
    return after;
  });
}
