import { emitAudit } from "@/lib/audit";
import { now } from "@/lib/clock";
import { emitEvent } from "@/lib/outbox";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { getSiteOrThrow, toSiteDto } from "./internal";

/**
 * Deletes a website: it is gone at once for everyone, and a job then removes its events, visits and totals in batches.
 * Requests that came from it stay, without their visit.
 * @throws AppError not_found
 */
export async function deleteSite(ctx: Ctx, siteId: string): Promise<void> {
  requirePermission(ctx, "sites.write");
  await withTenant(ctx, async (db) => {
    const before = toSiteDto(await getSiteOrThrow(db, ctx, siteId));
    await db.site.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id: siteId } },
      data: { deletedAt: now() },
      select: { id: true },
    });
    await emitAudit(db, ctx, { action: "site.delete", entityType: "site", entityId: siteId, before });
    await emitEvent(db, ctx, { type: "site.deleted", siteId });
  });
}
