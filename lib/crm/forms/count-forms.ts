import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";

/** How many forms of the workspace take requests. */
export async function countForms(ctx: Ctx): Promise<number> {
  requirePermission(ctx, "forms.read");
  return withTenant(ctx, (db) => db.form.count({ where: { tenantId: ctx.tenantId, isActive: true } }));
}
