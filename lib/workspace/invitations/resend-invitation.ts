import { emitAudit } from "@/lib/audit";
import { conflict } from "@/lib/errors";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { requireRank, takeTurn } from "../members/internal";
import { readPeople } from "../people/read-people";
import type { InvitationDto } from "../schemas";
import {
  getInvitationOrThrow,
  invitationSelect,
  inviterOf,
  newLink,
  postInvitation,
  takeSending,
  toInvitationDto,
} from "./internal";

const SENT_MAX = 10;

/**
 * Sends an open invitation again with a new link and a new week; the older link ends. Whoever sends it again answers for it
 * from then on.
 * @throws AppError forbidden | not_found | conflict (sent ten times) | rate_limited
 */
export async function resendInvitation(ctx: Ctx, invitationId: string): Promise<InvitationDto> {
  requirePermission(ctx, "members.write");
  const inviter = await inviterOf(ctx);
  const known = await withTenant(ctx, (db) => getInvitationOrThrow(db, ctx, invitationId));
  requireRank(ctx, known.role);
  await takeSending(ctx, known.email);
  const row = await withTenant(ctx, async (db) => {
    const actor = await takeTurn(db, ctx, "members.write");
    const before = await getInvitationOrThrow(db, ctx, invitationId);
    requireRank(actor, before.role);
    if (before.sentCount >= SENT_MAX)
      throw conflict(
        `This invitation was sent ${SENT_MAX} times. Withdraw it and ask whether the address is right.`,
      );
    const link = newLink();
    const after = await db.invitation.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id: invitationId } },
      data: { ...link.row, sentCount: before.sentCount + 1, invitedByUserId: inviter.id },
      select: invitationSelect,
    });
    await postInvitation(db, actor, { row: after, token: link.token, inviter });
    await emitAudit(db, actor, {
      action: "member.invite_resend",
      entityType: "invitation",
      entityId: invitationId,
      after: { email: after.email, role: after.role, sentCount: after.sentCount },
    });
    return after;
  });
  return toInvitationDto(row, await readPeople([row.invitedByUserId]));
}
