import { emitAudit } from "@/lib/audit";
import { now } from "@/lib/clock";
import { type SystemDb, systemDb } from "@/lib/db";
import { queueEmail } from "@/lib/email";
import { conflict } from "@/lib/errors";
import type { PersonCtx } from "../credentials";
import { messageKey } from "../mail";
import { greetingName } from "../names";
import { accountEntry, recordCtx } from "../record";
import { ProofInput } from "../schemas";
import { dropAvatarFile } from "./avatar";
import { requireRecentProof } from "./recent-proof";

interface SoleOwned {
  name: string;
}

/** Workspaces that would be left without an active owner; those that are closing may be. */
async function soleOwned(tx: SystemDb, userId: string): Promise<SoleOwned[]> {
  // The lock of every change of members (lib/tenancy, lockMembers), in the order of ids: two owners who go at once, by
  // whatever way, do not each count on the other. Every workspace of theirs: a handing over may make them owner just now.
  await tx.$queryRaw`
    SELECT t.id FROM tenants t
    WHERE t.id IN (SELECT tenant_id FROM memberships WHERE user_id = ${userId}::uuid)
    ORDER BY t.id FOR NO KEY UPDATE`;
  return tx.$queryRaw<SoleOwned[]>`
    SELECT t.name FROM memberships m JOIN tenants t ON t.id = m.tenant_id
    WHERE m.user_id = ${userId}::uuid AND m.role = 'owner' AND m.is_active AND t.purge_after_at IS NULL
      AND NOT EXISTS (SELECT FROM memberships o JOIN users u ON u.id = o.user_id
                      WHERE o.tenant_id = m.tenant_id AND o.user_id <> m.user_id AND o.role = 'owner' AND o.is_active AND u.is_active)
    ORDER BY t.name`;
}

/** Over all workspaces: the person leaves every one of them. */
const unsafeLeaveAll = (tx: SystemDb, userId: string) => tx.membership.deleteMany({ where: { userId } });

/**
 * Deletes the person's account for good: memberships, sessions, tokens, keys they made, and the row itself. Each of
 * their workspaces keeps a line of it on record.
 * @throws AppError conflict while they are the only owner of a workspace, naming it; those of requireRecentProof
 */
export async function deleteAccount(person: PersonCtx, input: ProofInput): Promise<void> {
  const { userId } = person;
  await requireRecentProof(person, ProofInput.parse(input).currentPassword);
  const avatarUrl = await systemDb().$transaction(async (tx) => {
    const left = await soleOwned(tx, userId);
    if (left.length > 0) throw conflict(onlyOwnerOf(left.map((one) => one.name)));
    const user = await tx.user.findUniqueOrThrow({
      where: { id: userId },
      select: {
        email: true,
        profile: { select: { firstName: true, avatarUrl: true } },
        memberships: { select: { tenantId: true } },
      },
    });
    for (const { tenantId } of user.memberships)
      await emitAudit(tx, recordCtx(tenantId, person), accountEntry(userId, "account.delete"));
    await unsafeLeaveAll(tx, userId);
    await tx.user.delete({ where: { id: userId }, select: { id: true } });
    await queueEmail(tx, null, {
      to: user.email,
      template: "account-deleted",
      params: { name: greetingName(user.profile?.firstName), at: now().toISOString() },
      dedupeKey: messageKey("account-deleted"),
    });
    return user.profile?.avatarUrl ?? null;
  });
  if (avatarUrl) await dropAvatarFile(avatarUrl);
}

const onlyOwnerOf = (names: readonly string[]): string =>
  `You are the only owner of ${names.map((name) => `“${name}”`).join(", ")}. Make somebody else an owner there, or delete the workspace; then delete your account.`;
