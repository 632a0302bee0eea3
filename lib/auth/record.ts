import { type AuditEntry, emitAudit } from "@/lib/audit";
import type { SystemDb } from "@/lib/db";
import type { Ctx } from "@/lib/tenancy";

/** Who acts on an account, as far as the record needs to know. */
export interface Actor {
  userId: string;
  /** The session's id; "" where the act proves the person by itself (a link from an e-mail). */
  sessionId: string;
  requestId: string;
}

/** A context for the audit log of one workspace. The role has no part in it; the weakest stands for "whoever it is". */
export const recordCtx = (tenantId: string, { userId, sessionId, requestId }: Actor): Ctx => ({
  tenantId,
  requestId,
  actor: { type: "user", userId, sessionId, role: "viewer" },
});

/** Over all workspaces, since the question is which of them: the oldest that is not closing comes first. */
const unsafeMembershipsOf = (tx: SystemDb, userId: string) =>
  tx.membership.findMany({
    where: { userId, isActive: true },
    orderBy: [{ tenant: { purgeAfterAt: { sort: "asc", nulls: "first" } } }, { createdAt: "asc" }],
    select: { tenantId: true },
  });

/** The workspace a person's own acts are on record in: their session's, else their oldest that is not closing. */
export async function homeTenantId(tx: SystemDb, userId: string, sessionId = ""): Promise<string | null> {
  const session = sessionId
    ? await tx.session.findUnique({ where: { id: sessionId }, select: { defaultTenantId: true } })
    : null;
  const memberships = await unsafeMembershipsOf(tx, userId);
  const own = memberships.find((one) => one.tenantId === session?.defaultTenantId);
  return own?.tenantId ?? memberships[0]?.tenantId ?? null;
}

/** Puts an act on an account on record, in the transaction of the act. Someone without a workspace leaves none. */
export async function recordAct(tx: SystemDb, actor: Actor, entry: AuditEntry): Promise<void> {
  const tenantId = await homeTenantId(tx, actor.userId, actor.sessionId);
  if (tenantId) await emitAudit(tx, recordCtx(tenantId, actor), entry);
}

/** The usual entry: an act of a person on their own account. */
export const accountEntry = (userId: string, action: AuditEntry["action"], after?: unknown): AuditEntry => ({
  action,
  entityType: "account",
  entityId: userId,
  ...(after === undefined ? {} : { after }),
});
