import { emitAudit } from "@/lib/audit";
import { now } from "@/lib/clock";
import { type SystemDb, systemDb } from "@/lib/db";
import { conflict, forbidden, gone, unauthenticated } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { type Ctx, roleCan } from "@/lib/tenancy";
import { type JoinedDto, MemberRole } from "../schemas";
import { findInvitation, type FoundInvitation, statusOf } from "./invitation-by-token";

/** Who joins: a person without a workspace's context. */
export interface Joiner {
  userId: string;
  sessionId: string;
  requestId: string;
}

/**
 * Joins the workspace of an invitation. A link works once; asking again after joining answers alike. The link went to the
 * invited address, so holding it proves that address.
 * @throws AppError not_found | gone (used, withdrawn, run out, closing) | forbidden (another address) | conflict (deactivated)
 */
export async function acceptInvitation(joiner: Joiner, token: string): Promise<JoinedDto> {
  return systemDb().$transaction(async (tx) => {
    const { id, tenantId } = await findInvitation(tx, token);
    // Whoever removes, withdraws or joins at this moment waits, or is waited for: the workspace first, as all changes do.
    await tx.$queryRaw`SELECT id FROM tenants WHERE id = ${tenantId}::uuid FOR NO KEY UPDATE`;
    await tx.$queryRaw`SELECT id FROM invitations WHERE tenant_id = ${tenantId}::uuid AND id = ${id}::uuid FOR UPDATE`;
    const row = await findInvitation(tx, token);
    const member = await tx.membership.findUnique({
      where: { tenantId_userId: { tenantId, userId: joiner.userId } },
      select: { isActive: true },
    });
    const hasJoined = row.acceptedByUserId === joiner.userId && member?.isActive === true;
    if (!hasJoined) await join(tx, joiner, row);
    return { tenantId, name: row.tenant.name, role: MemberRole.parse(row.role) };
  });
}

const CLOSED = {
  accepted: "This invitation was used already. If that was you, log in; otherwise ask for a new one.",
  revoked: "This invitation was withdrawn. Ask for a new one.",
  expired: "This invitation has run out. Ask for a new one.",
  closed: "The workspace of this invitation is being deleted.",
} as const;

async function join(tx: SystemDb, joiner: Joiner, row: FoundInvitation): Promise<void> {
  const status = statusOf(row);
  if (status !== "open") throw gone(CLOSED[status]);
  const user = await tx.user.findUnique({
    where: { id: joiner.userId },
    select: { email: true, emailVerifiedAt: true, isActive: true },
  });
  if (!user?.isActive) throw unauthenticated();
  if (user.email !== row.email)
    throw forbidden(`This invitation is for ${row.email}, and you are signed in as ${user.email}.`);
  if (!(await stillStands(tx, row))) throw gone(CLOSED.revoked);
  await addMember(tx, joiner, row);
  if (!user.emailVerifiedAt)
    await tx.user.update({
      where: { id: joiner.userId },
      data: { emailVerifiedAt: now() },
      select: { id: true },
    });
  await tx.invitation.update({
    where: { tenantId_id: { tenantId: row.tenantId, id: row.id } },
    data: { acceptedAt: now(), acceptedByUserId: joiner.userId },
    select: { id: true },
  });
}

/** Whether whoever invited could still do so: an account that was closed elsewhere leaves its invitations behind. */
async function stillStands(tx: SystemDb, row: FoundInvitation): Promise<boolean> {
  const inviter = await tx.membership.findUnique({
    where: { tenantId_userId: { tenantId: row.tenantId, userId: row.invitedByUserId } },
    select: { role: true, isActive: true, user: { select: { isActive: true } } },
  });
  if (!inviter?.isActive || !inviter.user.isActive) return false;
  return roleCan(MemberRole.parse(inviter.role), row.role === "owner" ? "owners.write" : "members.write");
}

async function addMember(tx: SystemDb, joiner: Joiner, row: FoundInvitation): Promise<void> {
  const where = { tenantId: row.tenantId, userId: joiner.userId };
  const { count } = await tx.membership.createMany({
    data: [{ id: newId(), ...where, role: row.role, createdAt: now() }],
    skipDuplicates: true,
  });
  if (count === 0) {
    const member = await tx.membership.findUniqueOrThrow({ where: { tenantId_userId: where } });
    if (!member.isActive)
      throw conflict("You are a deactivated member of this workspace. Ask an admin to activate you.");
    return;
  }
  const ctx: Ctx = {
    tenantId: row.tenantId,
    requestId: joiner.requestId,
    actor: {
      type: "user",
      userId: joiner.userId,
      sessionId: joiner.sessionId,
      role: MemberRole.parse(row.role),
    },
  };
  await emitAudit(tx, ctx, {
    action: "member.join",
    entityType: "member",
    entityId: joiner.userId,
    after: { email: row.email, role: row.role, invitedBy: row.invitedByUserId },
  });
}
