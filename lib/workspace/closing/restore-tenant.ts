import { emitAudit } from "@/lib/audit";
import { now } from "@/lib/clock";
import { gone } from "@/lib/errors";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { takeTurn } from "../members/internal";
import type { TenantDto } from "../schemas";
import { describeTenant } from "../tenants/get-tenant";
import { readTenant, tenantSelect } from "../tenants/internal";

/**
 * Takes the deletion of a workspace back. One that is not closing stays as it is.
 * @throws AppError forbidden | gone once the grace is over: the purge may have begun
 */
export async function restoreTenant(ctx: Ctx): Promise<TenantDto> {
  requirePermission(ctx, "workspace.delete");
  const row = await withTenant(ctx, async (db) => {
    const actor = await takeTurn(db, ctx, "workspace.delete");
    const before = await readTenant(db, ctx);
    if (!before.purgeAfterAt) return before;
    if (before.purgeAfterAt <= now())
      throw gone("The time to restore this workspace is over; its deletion has begun.");
    const after = await db.tenant.update({
      where: { id: ctx.tenantId },
      data: { deletionRequestedAt: null, deletionRequestedByUserId: null, purgeAfterAt: null },
      select: tenantSelect,
    });
    await emitAudit(db, actor, {
      action: "workspace.restore",
      entityType: "workspace",
      entityId: ctx.tenantId,
      before: { purgeAfterAt: before.purgeAfterAt },
    });
    return after;
  });
  return describeTenant(ctx, row);
}
