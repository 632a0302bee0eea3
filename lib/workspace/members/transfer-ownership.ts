import { emitAudit } from "@/lib/audit";
import { conflict, notFound } from "@/lib/errors";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { withdrawInvitationsOf } from "../invitations/withdraw";
import { readPeople } from "../people/read-people";
import { type MemberDto, TransferInput } from "../schemas";
import { getMemberOrThrow, isSelf, memberSelect, takeTurn, toMemberDto } from "./internal";

/**
 * Hands the workspace over: another active member becomes an owner and whoever asks an admin, both or neither.
 * @returns the new owner
 * @throws AppError forbidden | not_found | conflict (a deactivated member, oneself)
 */
export async function transferOwnership(ctx: Ctx, input: TransferInput): Promise<MemberDto> {
  requirePermission(ctx, "owners.write");
  const { userId } = TransferInput.parse(input);
  if (ctx.actor.type !== "user") throw notFound("person");
  if (isSelf(ctx, userId)) throw conflict("You are an owner already. Choose another member.");
  const formerId = ctx.actor.userId;
  const row = await withTenant(ctx, async (db) => {
    const actor = await takeTurn(db, ctx, "owners.write");
    const next = await getMemberOrThrow(db, ctx, userId);
    if (!next.isActive) throw conflict("A deactivated member cannot become the owner. Activate them first.");
    const setRole = (id: string, role: "owner" | "admin") =>
      db.membership.update({
        where: { tenantId_userId: { tenantId: ctx.tenantId, userId: id } },
        data: { role },
        select: memberSelect,
      });
    const owner = await setRole(userId, "owner");
    await setRole(formerId, "admin");
    await withdrawInvitationsOf(db, actor, formerId, "admin");
    await emitAudit(db, actor, {
      action: "workspace.transfer",
      entityType: "workspace",
      entityId: ctx.tenantId,
      before: { ownerId: formerId, role: next.role },
      after: { ownerId: userId, formerOwnerRole: "admin" },
    });
    return owner;
  });
  return toMemberDto(ctx, row, (await readPeople([userId])).get(userId));
}
