import { emitAudit } from "@/lib/audit";
import { notFound } from "@/lib/errors";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { digestSelect, toDigestDto } from "./internal";

/** @throws AppError forbidden | not_found */
export async function deleteDigest(ctx: Ctx, siteId: string, digestId: string): Promise<void> {
  requirePermission(ctx, "digests.write");
  await withTenant(ctx, async (db) => {
    const row = await db.reportDigest.findFirst({
      where: { tenantId: ctx.tenantId, siteId, id: digestId },
      select: digestSelect,
    });
    if (!row) throw notFound("digest");
    await db.reportDigest.deleteMany({ where: { tenantId: ctx.tenantId, siteId, id: digestId } });
    const before = toDigestDto(row);
    await emitAudit(db, ctx, { action: "digest.delete", entityType: "digest", entityId: digestId, before });
  });
}
