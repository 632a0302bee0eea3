import { emitAudit } from "@/lib/audit";
import { now } from "@/lib/clock";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { requireRank, takeTurn } from "../members/internal";
import { getInvitationOrThrow } from "./internal";

/** Withdraws an open invitation; its link ends at once. @throws AppError forbidden | not_found */
export async function revokeInvitation(ctx: Ctx, invitationId: string): Promise<void> {
  requirePermission(ctx, "members.write");
  await withTenant(ctx, async (db) => {
    const actor = await takeTurn(db, ctx, "members.write");
    const { email, role } = await getInvitationOrThrow(db, ctx, invitationId);
    requireRank(actor, role);
    await db.invitation.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id: invitationId } },
      data: { revokedAt: now() },
      select: { id: true },
    });
    await emitAudit(db, actor, {
      action: "member.invite_revoke",
      entityType: "invitation",
      entityId: invitationId,
      before: { email, role },
    });
  });
}
