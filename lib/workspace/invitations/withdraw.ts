import { emitAudit } from "@/lib/audit";
import { now } from "@/lib/clock";
import type { TenantDb } from "@/lib/db";
import { type Ctx, type Role, roleCan } from "@/lib/tenancy";

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
    role !== null && roleCan(asRole(role), permission);
  if (may("owners.write")) return;
  const withdrawn = await db.invitation.updateManyAndReturn({
    where: {
      tenantId: ctx.tenantId,
      invitedByUserId: userId,
      acceptedAt: null,
      revokedAt: null,
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

// An unknown role holds nothing.
const asRole = (role: string): Role =>
  role === "owner" || role === "admin" || role === "editor" ? role : "viewer";
