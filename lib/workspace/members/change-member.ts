import { type AuditAction, emitAudit } from "@/lib/audit";
import type { TenantDb } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { type Ctx, requireAnotherOwner, requirePermission, withTenant } from "@/lib/tenancy";
import { withdrawInvitationsOf } from "../invitations/withdraw";
import { readPeople } from "../people/read-people";
import { ChangeMemberInput, type MemberDto } from "../schemas";
import {
  getMemberOrThrow,
  isSelf,
  type MemberRow,
  memberSelect,
  requireRank,
  takeTurn,
  toMemberDto,
} from "./internal";

interface Standing {
  role: string;
  isActive: boolean;
}

const isOwner = ({ role, isActive }: Standing): boolean => role === "owner" && isActive;

/**
 * Changes a member's role, or whether they may enter at all. Holds from their next request on.
 * @throws AppError forbidden | not_found | conflict (the last owner; deactivating oneself)
 */
export async function changeMember(ctx: Ctx, userId: string, input: ChangeMemberInput): Promise<MemberDto> {
  requirePermission(ctx, "members.write");
  const data = ChangeMemberInput.parse(input);
  const row = await withTenant(ctx, async (db) => {
    const actor = await takeTurn(db, ctx, "members.write");
    const before = await getMemberOrThrow(db, ctx, userId);
    const after: Standing = { role: data.role ?? before.role, isActive: data.isActive ?? before.isActive };
    requireRank(actor, before.role, after.role);
    if (!after.isActive && before.isActive && isSelf(ctx, userId))
      throw conflict("You cannot deactivate yourself. Leave the workspace instead.");
    if (isOwner(before) && !isOwner(after)) await requireAnotherOwner(db, ctx.tenantId, userId);
    return store(db, actor, before, after);
  });
  return toMemberDto(ctx, row, (await readPeople([userId])).get(userId));
}

async function store(db: TenantDb, ctx: Ctx, before: MemberRow, after: Standing): Promise<MemberRow> {
  const { userId } = before;
  if (before.role === after.role && before.isActive === after.isActive) return before;
  const row = await db.membership.update({
    where: { tenantId_userId: { tenantId: ctx.tenantId, userId } },
    data: { role: after.role, isActive: after.isActive },
    select: memberSelect,
  });
  await withdrawInvitationsOf(db, ctx, userId, after.isActive ? after.role : null);
  for (const action of actionsOf(before, after)) {
    await emitAudit(db, ctx, {
      action,
      entityType: "member",
      entityId: userId,
      before: { role: before.role, isActive: before.isActive },
      after,
    });
  }
  return row;
}

function actionsOf(before: Standing, after: Standing): AuditAction[] {
  const actions: AuditAction[] = [];
  if (before.role !== after.role) actions.push("member.role_change");
  if (before.isActive !== after.isActive)
    actions.push(after.isActive ? "member.activate" : "member.deactivate");
  return actions;
}
