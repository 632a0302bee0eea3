import { hashKey } from "@/lib/ids";
import { now } from "@/lib/clock";
import { type SystemDb, systemDb } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { type InvitationPreview, MemberRole } from "../schemas";
import { GONE_PERSON, readPeople } from "./read-people";

/** One sentence for a token that is none of ours. */
const unknownLink = () =>
  new AppError(
    "not_found",
    "This invitation link is not known. Check that the whole link was copied, or ask for a new invitation.",
  );

const select = {
  id: true,
  tenantId: true,
  email: true,
  role: true,
  invitedByUserId: true,
  expiresAt: true,
  acceptedAt: true,
  acceptedByUserId: true,
  revokedAt: true,
  tenant: { select: { name: true, purgeAfterAt: true } },
} as const;

export type FoundInvitation = Awaited<ReturnType<typeof findInvitation>>;

/** The invitation of a link's token, whatever its state. @throws AppError not_found */
export async function findInvitation(system: SystemDb, token: string) {
  const row = await system.invitation.findUnique({
    where: { tokenHash: hashKey(token) },
    select,
  });
  if (!row) throw unknownLink();
  return row;
}

/** Where an invitation stands. */
export function statusOf(row: FoundInvitation): InvitationPreview["status"] {
  if (row.acceptedAt) return "accepted";
  if (row.revokedAt) return "revoked";
  if (row.tenant.purgeAfterAt) return "closed";
  return row.expiresAt > now() ? "open" : "expired";
}

/** What whoever holds a link may see of its invitation. @throws AppError not_found */
export async function previewInvitation(token: string): Promise<InvitationPreview> {
  const row = await findInvitation(systemDb(), token);
  const people = await readPeople([row.invitedByUserId]);
  const account = await systemDb().user.findUnique({ where: { email: row.email }, select: { id: true } });
  return {
    status: statusOf(row),
    workspaceName: row.tenant.name,
    inviterName: people.get(row.invitedByUserId)?.name ?? GONE_PERSON,
    email: row.email,
    role: MemberRole.parse(row.role),
    expiresAt: row.expiresAt.toISOString(),
    hasAccount: account !== null,
  };
}
