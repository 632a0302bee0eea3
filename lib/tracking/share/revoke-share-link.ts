import { emitAudit } from "@/lib/audit";
import { now } from "@/lib/clock";
import { notFound } from "@/lib/errors";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { shareLinkSelect, toShareLinkDto } from "./internal";
import type { ShareLinkDto } from "./schemas";

/** Closes a link for good and at once. Revoking again changes nothing. @throws AppError forbidden | not_found */
export async function revokeShareLink(ctx: Ctx, siteId: string, linkId: string): Promise<ShareLinkDto> {
  requirePermission(ctx, "sharing.write");
  return withTenant(ctx, async (db) => {
    const { count } = await db.shareLink.updateMany({
      where: { tenantId: ctx.tenantId, siteId, id: linkId, revokedAt: null },
      data: { revokedAt: now() },
    });
    const row = await db.shareLink.findFirst({
      where: { tenantId: ctx.tenantId, siteId, id: linkId },
      select: shareLinkSelect,
    });
    if (!row) throw notFound("link");
    const link = toShareLinkDto(row);
    if (count > 0) {
      await emitAudit(db, ctx, {
        action: "share_link.revoke",
        entityType: "share_link",
        entityId: linkId,
        before: { name: link.name, siteId },
      });
    }
    return link;
  });
}
