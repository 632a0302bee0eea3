import { emitAudit } from "@/lib/audit";
import { now } from "@/lib/clock";
import type { TenantDb } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { requireRank, takeTurn } from "../members/internal";
import { findPersonId } from "../people/read-people";
import { type InvitationDto, InviteInput } from "../schemas";
import {
  invitationSelect,
  inviterOf,
  newLink,
  OPEN,
  postInvitation,
  takeSending,
  toInvitationDto,
} from "./internal";

const OPEN_INVITATIONS_MAX = 200;

/**
 * Invites an address to the workspace; the message with the link goes out with the change. Admins invite up to admins, only
 * owners invite owners.
 * @throws AppError forbidden | conflict (a member already, invited already, too many open) | rate_limited
 */
export async function inviteMember(ctx: Ctx, input: InviteInput): Promise<InvitationDto> {
  requirePermission(ctx, "members.write");
  const { email, role } = InviteInput.parse(input);
  requireRank(ctx, role);
  const inviter = await inviterOf(ctx);
  await takeSending(ctx, email);
  const knownId = await findPersonId(email);
  return withTenant(ctx, async (db) => {
    const actor = await takeTurn(db, ctx, "members.write");
    requireRank(actor, role);
    if (knownId) await refuseMember(db, ctx, knownId, email);
    await makeRoom(db, ctx, email);
    const link = newLink();
    const row = await db.invitation.create({
      data: {
        id: newId(),
        tenantId: ctx.tenantId,
        email,
        role,
        invitedByUserId: inviter.id,
        createdAt: now(),
        ...link.row,
      },
      select: invitationSelect,
    });
    await postInvitation(db, actor, { row, token: link.token, inviter });
    await emitAudit(db, actor, {
      action: "member.invite",
      entityType: "invitation",
      entityId: row.id,
      after: { email, role },
    });
    return toInvitationDto(row, new Map([[inviter.id, inviter]]));
  });
}

/** @throws AppError conflict */
async function refuseMember(db: TenantDb, ctx: Ctx, userId: string, email: string): Promise<void> {
  const member = await db.membership.findUnique({
    where: { tenantId_userId: { tenantId: ctx.tenantId, userId } },
    select: { isActive: true },
  });
  if (member?.isActive) throw conflict(`${email} is a member of this workspace already.`);
  if (member) throw conflict(`${email} is a deactivated member. Activate them in the list of members.`);
}

/** One open invitation an address; one that has run out makes room. @throws AppError conflict */
async function makeRoom(db: TenantDb, ctx: Ctx, email: string): Promise<void> {
  const { tenantId } = ctx;
  await db.invitation.updateMany({
    where: { tenantId, ...OPEN, email, expiresAt: { lte: now() } },
    data: { revokedAt: now() },
  });
  if ((await db.invitation.count({ where: { tenantId, ...OPEN, email } })) > 0)
    throw conflict(`${email} is invited already. Send that invitation again, or withdraw it first.`);
  if ((await db.invitation.count({ where: { tenantId, ...OPEN } })) >= OPEN_INVITATIONS_MAX)
    throw conflict(`${OPEN_INVITATIONS_MAX} invitations are open. Withdraw some that nobody answers.`);
}
