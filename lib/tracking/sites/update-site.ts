import { emitAudit } from "@/lib/audit";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { type SiteDto, UpdateSiteInput } from "../schemas";
import { getSiteOrThrow, siteSelect, toSiteDto } from "./internal";

/**
 * Changes a website. The collector follows within seconds; a new time zone holds for days from now on, days that are
 * already counted stay as they are.
 * @throws AppError not_found | validation_failed
 */
export async function updateSite(ctx: Ctx, siteId: string, input: UpdateSiteInput): Promise<SiteDto> {
  requirePermission(ctx, "sites.write");
  const data = UpdateSiteInput.parse(input);
  return withTenant(ctx, async (db) => {
    const before = toSiteDto(await getSiteOrThrow(db, ctx, siteId));
    const row = await db.site.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id: siteId }, deletedAt: null },
      data,
      select: siteSelect,
    });
    const after = toSiteDto(row);
    await emitAudit(db, ctx, { action: "site.update", entityType: "site", entityId: siteId, before, after });
    return after;
  });
}
