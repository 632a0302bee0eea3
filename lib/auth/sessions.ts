import { now } from "@/lib/clock";
import { type SystemDb, systemDb, systemPool } from "@/lib/db";
import { emitAudit } from "@/lib/audit";
import { env } from "@/lib/env";
import { newId } from "@/lib/ids";
import type { Role } from "@/lib/tenancy";
import { deviceLabel, signInPlace } from "./device";
import { noticeOfSignIn, postNotice } from "./new-sign-in";
import { homeTenantId, recordCtx } from "./record";

const DAY_MS = 24 * 3_600_000;
const SEEN_EVERY_MS = 60_000;
const PENDING_MS = 10 * 60_000;
/** Ended sessions are kept this long: a device seen within it is no new one. */
export const SESSION_KEPT_DAYS = 90;

export type SignInMethod = "password" | "google" | "linkedin";

export interface SessionMembership {
  tenantId: string;
  tenantName: string;
  role: Role;
  /** When the workspace is purged; null unless it is closing. */
  purgeAfterAt: Date | null;
}

/** A live session with everything a request needs to know of its person. */
export interface LiveSession {
  sessionId: string;
  kind: "web" | "api";
  method: SignInMethod;
  defaultTenantId: string | null;
  lastSeenAt: Date;
  authenticatedAt: Date;
  emailVerified: boolean;
  user: { id: string; email: string; firstName: string; lastName: string; avatarUrl: string | null };
  memberships: SessionMembership[];
}

/** A session between the first and the second factor. */
export interface PendingSession {
  sessionId: string;
  userId: string;
  email: string;
  method: SignInMethod;
}

export interface SignIn {
  userId: string;
  method: SignInMethod;
  kind: "web" | "api";
  userAgent: string;
  /** The caller's network address: says the country, is not stored. */
  address: string;
  /** The second factor was asked for and given; else an account that has one gets a pending session. */
  secondFactorPassed?: boolean;
  /** A session of the same browser that this one takes the place of. */
  replaces?: string | null;
}

/** Why a session ended: by a person's will, or because its refresh token came twice. */
type SessionAct = "session.revoke" | "session.refuse_reuse";

export interface OpenedSession {
  sessionId: string;
  /** The session opens nothing but the second step, for ten minutes. */
  secondFactorPending: boolean;
}

/**
 * Opens a session of its own id for each sign-in and puts it on record in the workspace the person lands in. A sign-in
 * from a device and country not seen for 90 days is told by e-mail, but for the first one ever.
 */
export async function openSession(given: SignIn): Promise<OpenedSession> {
  const at = now();
  const { userId, kind } = given;
  const sessionId = newId();
  const factor = await systemDb().secondFactor.findUnique({
    where: { userId },
    select: { confirmedAt: true },
  });
  const pending = Boolean(factor?.confirmedAt) && !given.secondFactorPassed;
  const seen = { deviceLabel: deviceLabel(given.userAgent), ...signInPlace(given.address) };
  const notice = pending ? null : await noticeOfSignIn({ userId, sessionId, at, ...seen });
  await systemDb().$transaction(async (tx) => {
    const tenantId = await homeTenantId(tx, userId);
    await tx.session.create({
      data: {
        id: sessionId,
        userId,
        kind,
        method: given.method,
        defaultTenantId: tenantId,
        userAgent: given.userAgent.slice(0, 300),
        ...seen,
        secondFactorPending: pending,
        authenticatedAt: at,
        lastSeenAt: at,
        expiresAt: new Date(at.getTime() + (pending ? PENDING_MS : env().SESSION_MAX_AGE_DAYS * DAY_MS)),
      },
    });
    if (given.replaces) await endSession(tx, given.replaces);
    if (pending) return;
    await postNotice(tx, notice);
    if (tenantId) await record(tx, { sessionId, userId, tenantId }, "session.create");
  });
  return { sessionId, secondFactorPending: pending };
}

/** A line in the audit log of one workspace, by the person whose session it is. */
async function record(
  tx: SystemDb,
  { sessionId, userId, tenantId }: { sessionId: string; userId: string; tenantId: string },
  action: "session.create" | "session.revoke" | "session.refuse_reuse",
): Promise<void> {
  const ctx = recordCtx(tenantId, { userId, sessionId, requestId: newId() });
  await emitAudit(tx, ctx, { action, entityType: "session", entityId: sessionId });
}

// One statement, since every request of the dashboard runs it.
const LIVE_SQL = `
  SELECT s.id AS "sessionId", s.kind, s.method, s.default_tenant_id AS "defaultTenantId", s.last_seen_at AS "lastSeenAt",
    s.authenticated_at AS "authenticatedAt", u.email_verified_at IS NOT NULL AS "emailVerified",
    json_build_object('id', u.id, 'email', u.email, 'firstName', coalesce(p.first_name, ''), 'lastName', coalesce(p.last_name, ''),
                      'avatarUrl', p.avatar_url) AS "user",
    coalesce((SELECT json_agg(json_build_object('tenantId', m.tenant_id, 'tenantName', t.name, 'role', m.role, 'purgeAfterAt', t.purge_after_at)
                              ORDER BY m.created_at, m.id)
              FROM memberships m JOIN tenants t ON t.id = m.tenant_id WHERE m.user_id = u.id AND m.is_active), '[]'::json) AS memberships
  FROM sessions s JOIN users u ON u.id = s.user_id LEFT JOIN user_profiles p ON p.user_id = u.id
  WHERE s.id = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 AND u.is_active AND NOT s.second_factor_pending`;

/**
 * The session of an id, if it is still good: not revoked, not expired, not waiting for its second factor, its person
 * active. Read on every request, so that revoking and deactivating work at once.
 */
export async function readLiveSession(sessionId: string): Promise<LiveSession | null> {
  const at = now();
  const { rows } = await systemPool().query<LiveSession>(LIVE_SQL, [sessionId, at]);
  const session = rows[0];
  if (!session) return null;
  // JSON has no dates.
  for (const one of session.memberships) if (one.purgeAfterAt) one.purgeAfterAt = new Date(one.purgeAfterAt);
  if (at.getTime() - session.lastSeenAt.getTime() > SEEN_EVERY_MS) {
    await systemPool().query("UPDATE sessions SET last_seen_at = $2 WHERE id = $1", [sessionId, at]);
  }
  return session;
}

/** The session of an id while it waits for its second factor; null for every other one. */
export async function readPendingSession(sessionId: string): Promise<PendingSession | null> {
  const { rows } = await systemPool().query<PendingSession>(
    `SELECT s.id AS "sessionId", s.user_id AS "userId", u.email, s.method FROM sessions s JOIN users u ON u.id = s.user_id
     WHERE s.id = $1 AND s.second_factor_pending AND s.revoked_at IS NULL AND s.expires_at > $2 AND u.is_active`,
    [sessionId, now()],
  );
  return rows[0] ?? null;
}

/** Ends a session within a transaction. One statement decides, so that ending twice at once is one line on record. */
export async function endSession(
  tx: SystemDb,
  sessionId: string,
  action: SessionAct = "session.revoke",
): Promise<void> {
  const [ended] = await tx.session.updateManyAndReturn({
    where: { id: sessionId, revokedAt: null },
    data: { revokedAt: now() },
    select: { userId: true, defaultTenantId: true, secondFactorPending: true },
  });
  if (!ended || ended.secondFactorPending) return;
  const { userId, defaultTenantId: tenantId } = ended;
  if (tenantId) await record(tx, { sessionId, userId, tenantId }, action);
}

/** Ends a session; the next request with its cookie or token is refused. @param action why, for the record */
export async function revokeSession(sessionId: string, action?: SessionAct): Promise<void> {
  await systemDb().$transaction((tx) => endSession(tx, sessionId, action));
}

/** The workspace a request works in: the one it names, if the person belongs to it; without a name the session's default. */
export function chooseMembership(
  session: LiveSession,
  workspaceId: string | null | undefined,
): SessionMembership | undefined {
  if (workspaceId) return session.memberships.find((m) => m.tenantId === workspaceId);
  return session.memberships.find((m) => m.tenantId === session.defaultTenantId) ?? session.memberships[0];
}

/** Removes sessions that ended (expired or revoked) more than 90 days ago. @returns how many went */
export async function sweepSessions(): Promise<number> {
  const before = new Date(now().getTime() - SESSION_KEPT_DAYS * DAY_MS);
  const { count } = await systemDb().session.deleteMany({
    where: { OR: [{ expiresAt: { lt: before } }, { revokedAt: { lt: before } }] },
  });
  return count;
}
