import { systemDb, type SystemDb } from "@/lib/db";
import { emitAudit } from "@/lib/audit";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/tenancy";
import { hashPassword } from "./password";
import { RegisterInput } from "./schemas";

/**
 * Makes an account with its workspace, owner's membership and default company, in one transaction.
 * A known address changes nothing and answers alike, after the same work, so that nobody learns who has an account.
 * @param requestId for the audit rows
 * @throws ZodError
 */
export async function registerAccount(input: RegisterInput, requestId: string): Promise<void> {
  const data = RegisterInput.parse(input);
  const passwordHash = await hashPassword(data.password);
  const userId = newId();
  await systemDb().$transaction(async (tx) => {
    // One statement decides who gets the address when two sign-ups race.
    const { count } = await tx.user.createMany({
      data: [{ id: userId, email: data.email, passwordHash }],
      skipDuplicates: true,
    });
    if (count === 0) return;
    const [firstName = "", ...rest] = (data.name ?? "").split(/\s+/);
    await tx.userProfile.create({ data: { id: newId(), userId, firstName, lastName: rest.join(" ") } });
    await createWorkspace(tx, { userId, name: data.workspaceName || defaultWorkspaceName(data), requestId });
  });
}

/** "ada@lovelace-works.example" becomes "lovelace-works"; people rename it when they care. */
function defaultWorkspaceName(data: RegisterInput): string {
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
