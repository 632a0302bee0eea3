import { type Ctx, lockMembers, requirePermission, withTenant } from "@/lib/tenancy";
import { followFirstVerified, getDomainOrThrow, recordDomain } from "./internal";

/** Takes a domain off the workspace; another one may verify it from then on. @throws AppError forbidden | not_found */
export async function removeDomain(ctx: Ctx, domainId: string): Promise<void> {
  requirePermission(ctx, "domains.write");
  await withTenant(ctx, async (db) => {
    await lockMembers(db, ctx.tenantId);
    const row = await getDomainOrThrow(db, ctx, domainId);
    await db.workspaceDomain.delete({ where: { tenantId_id: { tenantId: ctx.tenantId, id: domainId } } });
    await followFirstVerified(db, ctx);
    await recordDomain(db, ctx, "domain.remove", row, { method: row.method });
  });
}
