import { now } from "@/lib/clock";
import { Prisma, type SystemDb, systemDb } from "@/lib/db";
import { emailAllowance, queueEmail } from "@/lib/email";
import { newId } from "@/lib/ids";
import { consume } from "@/lib/rate-limit";
import { issueLink } from "../account-tokens";
import { messageKey, tellAccountChange } from "../mail";
import { accountEntry, type Actor, recordAct } from "../record";
import { createAccount, defaultWorkspaceName } from "../register";
import type { ProviderId } from "../schemas";
import type { OAuthFault } from "./faults";
import type { LinkIntent } from "./link-intent";
import { PROVIDER_NAMES, type ProviderProfile } from "./providers";

export type Resolution = { userId: string } | { fault: OAuthFault };

interface Arrival {
  provider: ProviderId;
  profile: ProviderProfile;
  requestId: string;
  /** The caller's network address; never stored. */
  address: string;
}

/**
 * Whose account a person of another service signs in to: the connected one; else the one whose verified address the
 * service has verified too, which gets connected; else a new one. Whatever else would guess, and is refused.
 */
export async function resolveSignIn(arrival: Arrival): Promise<Resolution> {
  const { provider, profile } = arrival;
  const { email } = profile;
  const connected = await findConnected(arrival);
  if (connected) return connected;
  if (!email) return { fault: "no_email" };
  if (!profile.emailVerified) return { fault: "email_unverified" };
  const owner = await systemDb().user.findUnique({
    where: { email },
    select: { id: true, isActive: true, emailVerifiedAt: true },
  });
  if (!owner) return join({ ...arrival, email });
  if (!owner.isActive) return { fault: "closed" };
  if (owner.emailVerifiedAt)
    return connect({ userId: owner.id, sessionId: "", requestId: arrival.requestId }, provider, profile);
  await offerReset(owner.id, email);
  return { fault: "address_unconfirmed" };
}

async function findConnected({ provider, profile }: Arrival): Promise<Resolution | null> {
  const identity = await systemDb().userIdentity.findUnique({
    where: { provider_subject: { provider, subject: profile.subject } },
    select: { id: true, userId: true, user: { select: { isActive: true } } },
  });
  if (!identity) return null;
  if (!identity.user.isActive) return { fault: "closed" };
  await systemDb().userIdentity.updateMany({
    where: { id: identity.id },
    data: { lastUsedAt: now(), ...(profile.email ? { email: profile.email } : {}) },
  });
  return { userId: identity.userId };
}

/** Connects a service to the account of somebody who is signed in and asked for it. */
export async function resolveLink(intent: LinkIntent, arrival: Arrival): Promise<Resolution> {
  const connected = await findConnected(arrival);
  if (connected)
    return "fault" in connected || connected.userId === intent.userId ? connected : { fault: "taken" };
  const { userId, sessionId } = intent;
  return connect({ userId, sessionId, requestId: arrival.requestId }, arrival.provider, arrival.profile);
}

const isTaken = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";

async function addIdentity(
  tx: SystemDb,
  actor: Actor,
  provider: ProviderId,
  profile: ProviderProfile,
): Promise<void> {
  const at = now();
  await tx.userIdentity.create({
    data: {
      id: newId(),
      userId: actor.userId,
      provider,
      subject: profile.subject,
      email: profile.email ?? "",
      createdAt: at,
      lastUsedAt: at,
    },
  });
  await recordAct(tx, actor, accountEntry(actor.userId, "account.identity_link", { provider }));
}

// The unique indexes decide between two who come at the same moment: one identity for a person of the service, one of
// each service for an account.
async function connect(actor: Actor, provider: ProviderId, profile: ProviderProfile): Promise<Resolution> {
  try {
    await systemDb().$transaction(async (tx) => {
      await addIdentity(tx, actor, provider, profile);
      await tellAccountChange(
        tx,
        actor.userId,
        `${PROVIDER_NAMES[provider]} was connected: whoever is signed in there${profile.email ? ` as ${profile.email}` : ""} can sign in to your account.`,
      );
    });
    return { userId: actor.userId };
  } catch (error) {
    if (isTaken(error)) return { fault: "other_identity" };
    throw error;
  }
}

/** A new account with its workspace; no password. Name and company are asked for later. */
async function join(arrival: Arrival & { email: string }): Promise<Resolution> {
  const { email, profile, provider, requestId } = arrival;
  const { firstName, lastName } = profile;
  if (!(await consume("register-service", arrival.address)).allowed) return { fault: "too_many" };
  try {
    const userId = await systemDb().$transaction(async (tx) => {
      const name = `${firstName} ${lastName}`.trim();
      const id = await createAccount(tx, {
        email,
        passwordHash: null,
        verified: true,
        firstName,
        lastName,
        workspaceName: defaultWorkspaceName({ email, ...(name ? { name } : {}) }),
        requestId,
      });
      if (id) await addIdentity(tx, { userId: id, sessionId: "", requestId }, provider, profile);
      return id;
    });
    // Somebody took the address between the two statements; the next try finds their account.
    return userId ? { userId } : { fault: "failed" };
  } catch (error) {
    if (isTaken(error)) return { fault: "failed" };
    throw error;
  }
}

/**
 * The service vouches for the mailbox, but the account was made by somebody who never proved it and who may know its
 * password. A link to confirm would leave them in; a link to a new password throws them out (reset-password.ts).
 */
async function offerReset(userId: string, email: string): Promise<void> {
  if (!(await emailAllowance(email, "reset-password"))) return;
  await systemDb().$transaction(async (tx) => {
    const url = await issueLink(tx, { userId, purpose: "reset_password", email });
    await queueEmail(tx, null, {
      to: email,
      template: "reset-password",
      params: { url, name: "" },
      dedupeKey: messageKey("reset-password"),
    });
  });
}
