import { now } from "@/lib/clock";
import { emitAudit } from "@/lib/audit";
import { type SystemDb, systemDb, systemPool } from "@/lib/db";
import { env } from "@/lib/env";
import { newId } from "@/lib/ids";
import type { Ctx, Role } from "@/lib/tenancy";

const DAY_MS = 24 * 3_600_000;
const SEEN_EVERY_MS = 60_000;

export interface SessionMembership {
  tenantId: string;
  tenantName: string;
  role: Role;
  /** ISO 8601; set while the workspace waits for its deletion. */
  purgeAfterAt: string | null;
}

/** A live session with everything a request needs to know of its person. */
export interface LiveSession {
  sessionId: string;
  /** web: the browser's cookie; api: the family of an access token. */
  kind: "web" | "api";
  defaultTenantId: string | null;
  lastSeenAt: Date;
  /** When the person last proved who they are. */
  authenticatedAt: Date;
  user: { id: string; email: string; firstName: string; lastName: string; avatarUrl: string | null };
  memberships: SessionMembership[];
}

/**
 * Opens a session for a person and puts it on record in the workspace they land in.
 * @returns its id, which goes into the encrypted cookie
 */
export async function openSession(userId: string, userAgent: string): Promise<string> {
  const at = now();
  const sessionId = newId();
  const membership = await systemDb().membership.findFirst({
    where: { userId, isActive: true },
    orderBy: { createdAt: "asc" },
    select: { tenantId: true },
  });
  await systemDb().$transaction(async (tx) => {
    await tx.session.create({
      data: {
        id: sessionId,
        userId,
        defaultTenantId: membership?.tenantId ?? null,
        userAgent: userAgent.slice(0, 300),
        lastSeenAt: at,
        expiresAt: new Date(at.getTime() + env().SESSION_MAX_AGE_DAYS * DAY_MS),
      },
    });
    if (membership) await record(tx, { sessionId, userId, tenantId: membership.tenantId }, "session.create");
  });
  return sessionId;
}

/** A line in the audit log of one workspace, by the person whose session it is. */
async function record(
  tx: SystemDb,
  { sessionId, userId, tenantId }: { sessionId: string; userId: string; tenantId: string },
  action: "session.create" | "session.revoke",
): Promise<void> {
  // The role has no part in what is recorded; the weakest one stands for "whoever it is".
  const ctx: Ctx = {
    tenantId,
    requestId: newId(),
    actor: { type: "user", userId, sessionId, role: "viewer" },
  };
  await emitAudit(tx, ctx, { action, entityType: "session", entityId: sessionId });
}

// One statement, since every request of the dashboard runs it.
const LIVE_SQL = `
  SELECT s.id AS "sessionId", s.default_tenant_id AS "defaultTenantId", s.last_seen_at AS "lastSeenAt",
    s.kind, s.authenticated_at AS "authenticatedAt",
    json_build_object('id', u.id, 'email', u.email, 'firstName', coalesce(p.first_name, ''), 'lastName', coalesce(p.last_name, ''),
                      'avatarUrl', p.avatar_url) AS "user",
    coalesce((SELECT json_agg(json_build_object('tenantId', m.tenant_id, 'tenantName', t.name, 'role', m.role,
                                               'purgeAfterAt', t.purge_after_at) ORDER BY m.created_at, m.id)
              FROM memberships m JOIN tenants t ON t.id = m.tenant_id WHERE m.user_id = u.id AND m.is_active), '[]'::json) AS memberships
  FROM sessions s JOIN users u ON u.id = s.user_id LEFT JOIN user_profiles p ON p.user_id = u.id
  WHERE s.id = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 AND u.is_active
    AND NOT s.second_factor_pending`;

/**
 * The session of an id, if it is still good: not revoked, not expired, its person active.
 * Read on every request, so that revoking and deactivating work at once.
 */
export async function readLiveSession(sessionId: string): Promise<LiveSession | null> {
  const at = now();
  const { rows } = await systemPool().query<LiveSession>(LIVE_SQL, [sessionId, at]);
  const session = rows[0];
  if (!session) return null;
  if (at.getTime() - session.lastSeenAt.getTime() > SEEN_EVERY_MS) {
    await systemPool().query("UPDATE sessions SET last_seen_at = $2 WHERE id = $1", [sessionId, at]);
  }
  return session;
}

/** Ends a session; the next request with its cookie is refused. */
export async function revokeSession(sessionId: string): Promise<void> {
  await systemDb().$transaction(async (tx) => {
    // One statement decides, so that logging out twice at once is one log-out and one line on record.
    const [ended] = await tx.session.updateManyAndReturn({
      where: { id: sessionId, revokedAt: null },
      data: { revokedAt: now() },
      select: { userId: true, defaultTenantId: true },
    });
    if (!ended) return;
    const { userId, defaultTenantId: tenantId } = ended;
    if (tenantId) await record(tx, { sessionId, userId, tenantId }, "session.revoke");
  });
}

/** The workspace a request works in: the one it names, if the person belongs to it; without a name the session's default. */
export function chooseMembership(
  session: LiveSession,
  workspaceId: string | null | undefined,
): SessionMembership | undefined {
  if (workspaceId) return session.memberships.find((m) => m.tenantId === workspaceId);
  return session.memberships.find((m) => m.tenantId === session.defaultTenantId) ?? session.memberships[0];
}

/** Removes sessions that ended (expired or revoked) more than 30 days ago. @returns how many went */
export async function sweepSessions(): Promise<number> {
  const before = new Date(now().getTime() - 30 * DAY_MS);
  const { count } = await systemDb().session.deleteMany({
    where: { OR: [{ expiresAt: { lt: before } }, { revokedAt: { lt: before } }] },
  });
  return count;
}
