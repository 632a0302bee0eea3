import { emitAudit } from "@/lib/audit";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { setDefaultTenant } from "../people/default-tenant";
import { type TenantDto, UpdateTenantInput } from "../schemas";
import { describeTenant } from "./get-tenant";
import { auditFacts, readTenant, tenantSelect } from "./internal";

/**
 * Renames a workspace or moves its days to another time zone, and lets the caller's sessions start in it.
 * @throws AppError forbidden
 */
export async function updateTenant(ctx: Ctx, input: UpdateTenantInput): Promise<TenantDto> {
  requirePermission(ctx, "workspace.write");
  const { isDefault, ...data } = UpdateTenantInput.parse(input);
  const row = await withTenant(ctx, async (db) => {
    const before = await readTenant(db, ctx);
    if (Object.keys(data).length === 0) return before;
    const after = await db.tenant.update({ where: { id: ctx.tenantId }, data, select: tenantSelect });
    await emitAudit(db, ctx, {
      action: "workspace.update",
      entityType: "workspace",
      entityId: ctx.tenantId,
      before: auditFacts(before),
      after: auditFacts(after),
    });
    return after;
  });
  if (isDefault && ctx.actor.type === "user") await setDefaultTenant(ctx.actor.userId, ctx.tenantId);
  return describeTenant(ctx, row);
}
