import { now } from "@/lib/clock";
import type { Prisma, TenantDb } from "@/lib/db";
import { EMAIL_OFF, emailAllowance, emailEnabled, queueEmail } from "@/lib/email";
import { env } from "@/lib/env";
import { AppError, forbidden, notFound, rateLimited } from "@/lib/errors";
import { hashKey, newKey } from "@/lib/ids";
import { consume } from "@/lib/rate-limit";
import type { Ctx } from "@/lib/tenancy";
import { nameOf, type PersonFacts, readPeople } from "../people/read-people";
import { type InvitationDto, MemberRole } from "../schemas";

const TOKEN_BYTES = 32;
const DAY_MS = 86_400_000;
/** How long a link works. */
const INVITATION_DAYS = 7;
const BUSY_RETRY_S = 3_600;

export const invitationSelect = {
  id: true,
  email: true,
  role: true,
  invitedByUserId: true,
  createdAt: true,
  expiresAt: true,
  lastSentAt: true,
  sentCount: true,
} satisfies Prisma.InvitationSelect;

export type InvitationRow = Prisma.InvitationGetPayload<{ select: typeof invitationSelect }>;

/** What an open invitation is in the table; one that has run out is still open for sending again. */
export const OPEN = { acceptedAt: null, revokedAt: null } as const;

/** A fresh link: its token goes into the message alone, its hash into the row. */
export function newLink() {
  const token = newKey(TOKEN_BYTES);
  const at = now();
  return {
    token,
    row: {
      tokenHash: hashKey(token),
      expiresAt: new Date(at.getTime() + INVITATION_DAYS * DAY_MS),
      lastSentAt: at,
    },
  };
}

export function toInvitationDto(row: InvitationRow, people: ReadonlyMap<string, PersonFacts>): InvitationDto {
  return {
    id: row.id,
    email: row.email,
    role: MemberRole.parse(row.role),
    status: row.expiresAt > now() ? "open" : "expired",
    invitedBy: nameOf(people, row.invitedByUserId),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastSentAt: row.lastSentAt.toISOString(),
    sentCount: row.sentCount,
  };
}

/** An open invitation of the workspace. @throws AppError not_found */
export async function getInvitationOrThrow(db: TenantDb, ctx: Ctx, id: string): Promise<InvitationRow> {
  const row = await db.invitation.findFirst({
    where: { tenantId: ctx.tenantId, id, ...OPEN },
    select: invitationSelect,
  });
  if (!row) throw notFound("invitation");
  return row;
}

/**
 * Who invites. A stranger's mailbox gets messages in their name, so their own address must be a confirmed one.
 * @throws AppError not_found for actors that are no person; forbidden without a confirmed address
 */
export async function inviterOf(ctx: Ctx): Promise<PersonFacts> {
  if (ctx.actor.type !== "user") throw notFound("person");
  const inviter = (await readPeople([ctx.actor.userId])).get(ctx.actor.userId);
  if (!inviter) throw notFound("person");
  if (!inviter.isEmailVerified)
    throw forbidden("Confirm your own e-mail address first; the link is in the message you got at sign-up.");
  return inviter;
}

/** Takes a point of the workspace's and of the recipient's limit. @throws AppError rate_limited | unavailable */
export async function takeSending(ctx: Ctx, email: string): Promise<void> {
  if (!emailEnabled()) throw new AppError("unavailable", EMAIL_OFF, { retryAfterS: BUSY_RETRY_S });
  const state = await consume("invitation", ctx.tenantId);
  if (!state.allowed) throw rateLimited(state.resetS);
  if (await emailAllowance(email, "invitation")) return;
  throw new AppError("rate_limited", `${email} got several messages lately. Try again in an hour.`, {
    retryAfterS: BUSY_RETRY_S,
  });
}

/** Puts the message with the link on its way, in the transaction of its change. */
export async function postInvitation(
  db: TenantDb,
  ctx: Ctx,
  given: { row: InvitationRow; token: string; inviter: PersonFacts },
): Promise<void> {
  const { row, token, inviter } = given;
  const { name } = await db.tenant.findUniqueOrThrow({ where: { id: ctx.tenantId }, select: { name: true } });
  await queueEmail(db, ctx, {
    to: row.email,
    template: "invitation",
    params: {
      url: new URL(`/invite/${token}`, env().APP_URL).href,
      inviterName: inviter.name,
      workspaceName: name,
      role: row.role,
      expiresAt: row.expiresAt.toISOString(),
    },
    dedupeKey: `invitation-${row.id}-${row.sentCount}`,
  });
}
