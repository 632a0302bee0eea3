import { emitAudit } from "@/lib/audit";
import { now } from "@/lib/clock";
import type { TenantDb } from "@/lib/db";
import { type Ctx, roleCan } from "@/lib/tenancy";
import { MemberRole } from "../schemas";
import { OPEN } from "./internal";

/**
 * Ends the open invitations of someone who could not send them any more: an invitation never outlives the standing that it
 * was sent with.
 * @param role what they hold now; null when they have left or are deactivated
 */
export async function withdrawInvitationsOf(
  db: TenantDb,
  ctx: Ctx,
  userId: string,
  role: string | null,
): Promise<void> {
  const may = (permission: "members.write" | "owners.write") =>
    role !== null && roleCan(MemberRole.parse(role), permission);
  if (may("owners.write")) return;
  const withdrawn = await db.invitation.updateManyAndReturn({
    where: {
      tenantId: ctx.tenantId,
      invitedByUserId: userId,
      ...OPEN,
      ...(may("members.write") ? { role: "owner" } : {}),
    },
    data: { revokedAt: now() },
    select: { id: true, email: true, role: true },
  });
  for (const { id, ...before } of withdrawn)
    await emitAudit(db, ctx, {
      action: "member.invite_revoke",
      entityType: "invitation",
      entityId: id,
      before,
    });
}
