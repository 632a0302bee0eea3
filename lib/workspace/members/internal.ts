import type { Prisma, TenantDb } from "@/lib/db";
import { forbidden, notFound } from "@/lib/errors";
import { can, type Ctx, lockMembers, type Permission, requirePermission } from "@/lib/tenancy";
import type { PersonFacts } from "../people/read-people";
import { type MemberDto, MemberRole } from "../schemas";

export const memberSelect = {
  id: true,
  userId: true,
  role: true,
  isActive: true,
  createdAt: true,
} satisfies Prisma.MembershipSelect;

export type MemberRow = Prisma.MembershipGetPayload<{ select: typeof memberSelect }>;

/** A member of the workspace. @throws AppError not_found */
export async function getMemberOrThrow(db: TenantDb, ctx: Ctx, userId: string): Promise<MemberRow> {
  const row = await db.membership.findUnique({
    where: { tenantId_userId: { tenantId: ctx.tenantId, userId } },
    select: memberSelect,
  });
  if (!row) throw notFound("member");
  return row;
}

/** Sign-in facts are for those who manage members. */
export function toMemberDto(ctx: Ctx, row: MemberRow, person: PersonFacts | undefined): MemberDto {
  const manages = can(ctx, "members.write");
  return {
    userId: row.userId,
    email: person?.email ?? "",
    name: person?.name ?? "",
    avatarUrl: person?.avatarUrl ?? null,
    role: MemberRole.parse(row.role),
    isActive: row.isActive,
    joinedAt: row.createdAt.toISOString(),
    lastSeenAt: manages ? (person?.lastSeenAt?.toISOString() ?? null) : null,
    hasSecondFactor: manages ? (person?.hasSecondFactor ?? false) : null,
  };
}

/**
 * Queues a change of members behind others, then looks again at who asks: their role may have changed while they waited.
 * @returns the context with the role of this moment
 * @throws AppError forbidden
 */
export async function takeTurn(db: TenantDb, ctx: Ctx, permission: Permission): Promise<Ctx> {
  await lockMembers(db, ctx.tenantId);
  if (ctx.actor.type !== "user") return { ...ctx, db };
  const { userId } = ctx.actor;
  const own = await db.membership.findUnique({
    where: { tenantId_userId: { tenantId: ctx.tenantId, userId } },
    select: { role: true, isActive: true },
  });
  if (!own?.isActive) throw forbidden();
  const fresh: Ctx = { ...ctx, db, actor: { ...ctx.actor, role: MemberRole.parse(own.role) } };
  requirePermission(fresh, permission);
  return fresh;
}

/** Only owners touch owners, or make some. @throws AppError forbidden */
export function requireRank(ctx: Ctx, ...roles: readonly (string | undefined)[]): void {
  if (roles.includes("owner") && !can(ctx, "owners.write"))
    throw forbidden("Only an owner can make, change or remove owners.");
}

/** Whether the member is whoever asks. */
export const isSelf = (ctx: Ctx, userId: string): boolean =>
  ctx.actor.type === "user" && ctx.actor.userId === userId;
