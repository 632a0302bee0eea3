import { emitAudit } from "@/lib/audit";
import { toJson } from "@/lib/db";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { type SavedViewDto, UpdateSavedViewInput } from "../report-schemas";
import { getSavedViewOrThrow, savedViewSelect, toSavedViewDto } from "./internal";

/** Changes a saved view. @throws AppError not_found, ZodError */
export async function updateSavedView(
  ctx: Ctx,
  siteId: string,
  viewId: string,
  input: UpdateSavedViewInput,
): Promise<SavedViewDto> {
  requirePermission(ctx, "analytics.write");
  const { query, ...data } = UpdateSavedViewInput.parse(input);
  return withTenant(ctx, async (db) => {
    const before = toSavedViewDto(await getSavedViewOrThrow(db, ctx, siteId, viewId));
    const row = await db.savedView.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id: viewId } },
      data: { ...data, ...(query === undefined ? {} : { query: toJson(query) }) },
      select: savedViewSelect,
    });
    const after = toSavedViewDto(row);
    await emitAudit(db, ctx, {
      action: "saved_view.update",
      entityType: "saved_view",
      entityId: viewId,
      before,
      after,
    });
    return after;
  });
}
