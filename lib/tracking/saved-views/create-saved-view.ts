import { emitAudit } from "@/lib/audit";
import { toJson } from "@/lib/db";
import { newId } from "@/lib/ids";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { CreateSavedViewInput, type SavedViewDto } from "../report-schemas";
import { createdBy, requireRoom } from "../report-objects";
import { getSiteOrThrow } from "../sites/internal";
import { savedViewSelect, toSavedViewDto } from "./internal";

/** Adds a saved view to a website. @throws AppError not_found | conflict (too many), ZodError */
export async function createSavedView(
  ctx: Ctx,
  siteId: string,
  input: CreateSavedViewInput,
): Promise<SavedViewDto> {
  requirePermission(ctx, "analytics.write");
  const data = CreateSavedViewInput.parse(input);
  return withTenant(ctx, async (db) => {
    await getSiteOrThrow(db, ctx, siteId);
    requireRoom(await db.savedView.count({ where: { tenantId: ctx.tenantId, siteId } }), "saved views");
    const row = await db.savedView.create({
      data: {
        id: newId(),
        tenantId: ctx.tenantId,
        siteId,
        name: data.name,
        query: toJson(data.query),
        ...createdBy(ctx),
      },
      select: savedViewSelect,
    });
    const made = toSavedViewDto(row);
    await emitAudit(db, ctx, {
      action: "saved_view.create",
      entityType: "saved_view",
      entityId: made.id,
      after: made,
    });
    return made;
  });
}
