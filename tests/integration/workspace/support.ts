import { expect } from "vitest";
import { disconnectAll, systemDb } from "@/lib/db";
import { newId, newKey } from "@/lib/ids";
import { closeLimiters } from "@/lib/rate-limit";
import { open } from "@/lib/secrets";
import { withTenant } from "@/lib/tenancy";
import type { Person } from "../../fixtures/tenants";

/** Ends this file's connections. */
export async function closeAll(): Promise<void> {
  closeLimiters();
  await disconnectAll();
}

/** A refusal by its code. */
export const code = (expected: string): unknown => expect.objectContaining({ code: expected });

export const newAddress = (): string =>
  `${newKey(9)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "x")}@people.example`;

/** Parameters of the messages on their way to an address, newest first. */
export async function mailsTo(
  address: string,
): Promise<{ template: string; params: Record<string, string> }[]> {
  const rows = await systemDb().outgoingEmail.findMany({
    where: { recipient: address },
    orderBy: { id: "desc" },
    select: { template: true, params: true },
  });
  return rows.map((row) => ({
    template: row.template,
    params: JSON.parse(open(row.params ?? "", "outgoing_emails.params")) as Record<string, string>,
  }));
}

/** The token in the newest invitation to an address. */
export async function tokenFor(address: string): Promise<string> {
  const mail = (await mailsTo(address)).find((one) => one.template === "invitation");
  return mail?.params.url?.split("/invite/")[1] ?? "";
}

/** Actions on record about an entity, oldest first. */
export async function actionsOf(person: Person, entityId: string): Promise<string[]> {
  const rows = await withTenant(person.ctx, (db) =>
    db.auditLog.findMany({
      where: { tenantId: person.tenantId, entityId },
      orderBy: { id: "asc" },
      select: { action: true },
    }),
  );
  return rows.map((row) => row.action);
}

/** Roles of a workspace's members by person. */
export async function standing(tenantId: string): Promise<Record<string, string>> {
  const rows = await systemDb().membership.findMany({ where: { tenantId } });
  return Object.fromEntries(
    rows.map((row) => [row.userId, row.isActive ? row.role : `${row.role}, inactive`]),
  );
}

/** The context of somebody for acts that belong to no workspace. */
export const joinerOf = (person: { userId?: string; id?: string; sessionId?: string }) => ({
  userId: person.userId ?? person.id ?? "",
  sessionId: person.sessionId ?? newId(),
  requestId: newId(),
});
