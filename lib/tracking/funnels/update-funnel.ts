import { emitAudit } from "@/lib/audit";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { type FunnelDto, UpdateFunnelInput } from "../report-schemas";
import { getFunnelOrThrow, funnelSelect, toFunnelDto } from "./internal";

/** Changes a funnel. @throws AppError not_found, ZodError */
export async function updateFunnel(
  ctx: Ctx,
  siteId: string,
  funnelId: string,
  input: UpdateFunnelInput,
): Promise<FunnelDto> {
  requirePermission(ctx, "analytics.write");
  const data = UpdateFunnelInput.parse(input);
  return withTenant(ctx, async (db) => {
    const before = toFunnelDto(await getFunnelOrThrow(db, ctx, siteId, funnelId));
    const row = await db.funnel.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id: funnelId } },
      data,
      select: funnelSelect,
    });
    const after = toFunnelDto(row);
    await emitAudit(db, ctx, {
      action: "funnel.update",
      entityType: "funnel",
      entityId: funnelId,
      before,
      after,
    });
    return after;
  });
}
