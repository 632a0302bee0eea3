import { emitAudit } from "@/lib/audit";
import { now } from "@/lib/clock";
import { systemDb, type SystemDb } from "@/lib/db";
import { emailAllowance, queueEmail } from "@/lib/email";
import { hashKey, newId } from "@/lib/ids";
import type { Ctx } from "@/lib/tenancy";
import { sendVerification } from "./account/request-verification";
import { evenly } from "./evenly";
import { accountExistsMessage } from "./mail";
import { splitName } from "./names";
import { hashPassword } from "@/lib/passwords";
import { requireGoodPassword } from "./password-rules";
import { RegisterInput } from "./schemas";

const ANSWER_FLOOR_MS = 500;

/**
 * Makes an account with its workspace, owner's membership and default company (an invited person's without), in one
 * transaction, and asks for a confirmation of the address by mail. A known address changes nothing and answers alike, after the same work, so that
 * nobody learns who has an account; its owner gets a notice.
 * @param requestId for the audit rows
 * @throws AppError validation_failed for a password that is guessed at once; ZodError
 */
export async function registerAccount(input: RegisterInput, requestId: string): Promise<void> {
  const data = RegisterInput.parse(input);
  requireGoodPassword(data.password, { email: data.email, names: [data.name ?? ""] });
  await evenly(ANSWER_FLOOR_MS, async () => {
    const passwordHash = await hashPassword(data.password);
    const verified = await isInvited(data.email, data.invitationToken);
    const maySend = await emailAllowance(data.email, "account-exists");
    await systemDb().$transaction(async (tx) => {
      // Whoever is invited comes for that workspace; one of their own they make when they want it.
      const workspaceName = verified ? null : data.workspaceName || defaultWorkspaceName(data);
      const userId = await createAccount(tx, {
        email: data.email,
        passwordHash,
        verified,
        ...splitName(data.name ?? ""),
        workspaceName,
        requestId,
      });
      if (userId === null) {
        if (maySend) await queueEmail(tx, null, accountExistsMessage(data.email));
      } else if (!verified) {
        await sendVerification(tx, {
          userId,
          email: data.email,
          firstName: splitName(data.name ?? "").firstName,
        });
      }
    });
  });
}

export interface NewAccount {
  email: string;
  passwordHash: string | null;
  /** The address is proven already: by an invitation's link, or by a sign-in service. */
  verified: boolean;
  firstName: string;
  lastName: string;
  /** null: none of their own. */
  workspaceName: string | null;
  requestId: string;
}

/** A person with profile and, if it has a name, a workspace of their own. @returns null when somebody has the address */
export async function createAccount(tx: SystemDb, given: NewAccount): Promise<string | null> {
  const userId = newId();
  const { email, passwordHash, firstName, lastName, requestId } = given;
  // One statement decides who gets the address when two sign-ups race.
  const { count } = await tx.user.createMany({
    data: [
      { id: userId, email, passwordHash, emailVerifiedAt: given.verified ? now() : null, createdAt: now() },
    ],
    skipDuplicates: true,
  });
  if (count === 0) return null;
  await tx.userProfile.create({ data: { id: newId(), userId, firstName, lastName } });
  if (given.workspaceName !== null)
    await createWorkspace(tx, { userId, name: given.workspaceName, requestId });
  return userId;
}

/**
 * Whether an open invitation's link, which only went to one mailbox, was for this address. Accepting it is a step of its
 * own, after the sign-in.
 */
async function isInvited(email: string, token: string | undefined): Promise<boolean> {
  if (!token) return false;
  const row = await systemDb().invitation.findFirst({
    where: {
      tokenHash: hashKey(token),
      email,
      acceptedAt: null,
      revokedAt: null,
      expiresAt: { gt: now() },
    },
    select: { id: true },
  });
  return row !== null;
}

/** "ada@lovelace-works.example" becomes "lovelace-works"; people rename it when they care. */
export function defaultWorkspaceName(data: { email: string; name?: string | undefined }): string {
  if (data.name) return `${data.name}'s workspace`;
  const host = data.email.split("@")[1] ?? "";
  return host.split(".")[0] || "My workspace";
}

/** A workspace with its owner and its default company. @returns the tenant's id */
export async function createWorkspace(
  tx: SystemDb,
  given: { userId: string; name: string; requestId: string },
): Promise<string> {
  const tenantId = newId();
  const ctx: Ctx = {
    tenantId,
    requestId: given.requestId,
    actor: { type: "user", userId: given.userId, sessionId: "", role: "owner" },
  };
  await tx.tenant.create({ data: { id: tenantId, name: given.name } });
  await tx.membership.create({ data: { id: newId(), tenantId, userId: given.userId, role: "owner" } });
  await tx.company.create({ data: { id: newId(), tenantId, name: given.name, isDefault: true } });
  await emitAudit(tx, ctx, {
    action: "workspace.create",
    entityType: "workspace",
    entityId: tenantId,
    after: { name: given.name },
  });
  return tenantId;
}
