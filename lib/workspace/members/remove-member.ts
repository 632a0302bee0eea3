import { emitAudit } from "@/lib/audit";
import { type Ctx, requireAnotherOwner, requirePermission, withTenant } from "@/lib/tenancy";
import { withdrawInvitationsOf } from "../invitations/withdraw";
import { getMemberOrThrow, isSelf, requireRank, takeTurn } from "./internal";

/**
 * Takes a member out of the workspace, or lets whoever asks leave it themselves. Their API keys and notifications here go
 * with them; what they made stays.
 * @throws AppError forbidden | not_found | conflict (the last owner)
 */
export async function removeMember(ctx: Ctx, userId: string): Promise<void> {
  const leaves = isSelf(ctx, userId);
  const permission = leaves ? "membership.leave" : "members.write";
  requirePermission(ctx, permission);
  await withTenant(ctx, async (db) => {
    const actor = await takeTurn(db, ctx, permission);
    const row = await getMemberOrThrow(db, ctx, userId);
    if (!leaves) requireRank(actor, row.role);
    if (row.role === "owner" && row.isActive) await requireAnotherOwner(db, ctx.tenantId, userId);
    await db.membership.delete({ where: { tenantId_userId: { tenantId: ctx.tenantId, userId } } });
    await withdrawInvitationsOf(db, actor, userId, null);
    await emitAudit(db, actor, {
      action: leaves ? "member.leave" : "member.remove",
      entityType: "member",
      entityId: userId,
      before: { role: row.role, isActive: row.isActive },
    });
  });
}
