import { emitAudit } from "@/lib/audit";

import { newId } from "@/lib/ids";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { CreateAnnotationInput, type AnnotationDto } from "../report-schemas";
import { createdBy, requireRoom } from "../report-objects";
import { getSiteOrThrow } from "../sites/internal";
import { annotationSelect, toAnnotationDto } from "./internal";

/** Adds an annotation to a website. @throws AppError not_found | conflict (too many), ZodError */
export async function createAnnotation(
  ctx: Ctx,
  siteId: string,
  input: CreateAnnotationInput,
): Promise<AnnotationDto> {
  requirePermission(ctx, "analytics.write");
  const data = CreateAnnotationInput.parse(input);
  return withTenant(ctx, async (db) => {
    await getSiteOrThrow(db, ctx, siteId);
    requireRoom(await db.annotation.count({ where: { tenantId: ctx.tenantId, siteId } }), "annotations");
    const row = await db.annotation.create({
      data: {
        id: newId(),
        tenantId: ctx.tenantId,
        siteId,
        text: data.text,
        day: new Date(data.day),
        ...createdBy(ctx),
      },
      select: annotationSelect,
    });
    const made = toAnnotationDto(row);
    await emitAudit(db, ctx, {
      action: "annotation.create",
      entityType: "annotation",
      entityId: made.id,
      after: made,
    });
    return made;
  });
}
