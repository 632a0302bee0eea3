import { now } from "@/lib/clock";
import { type SystemDb, systemDb } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { PersonCtx } from "./credentials";
import { placeLabel } from "./device";
import { accountEntry, type Actor, recordAct } from "./record";
import type { SessionDto, SessionList } from "./schemas";
import { endSession } from "./sessions";

const SHOWN_MAX = 100;

const live = (userId: string) => ({
  userId,
  revokedAt: null,
  secondFactorPending: false,
  expiresAt: { gt: now() },
});

/** Where a person is signed in, the latest first. */
export async function listSessions(person: PersonCtx): Promise<SessionList> {
  const rows = await systemDb().session.findMany({
    where: live(person.userId),
    orderBy: { lastSeenAt: "desc" },
    take: SHOWN_MAX,
    select: {
      id: true,
      kind: true,
      method: true,
      deviceLabel: true,
      country: true,
      city: true,
      createdAt: true,
      lastSeenAt: true,
    },
  });
  const items = rows.map((row): SessionDto => ({
    id: row.id,
    kind: row.kind === "api" ? "api" : "web",
    device: row.deviceLabel || "Unknown device",
    place: placeLabel(row.country, row.city),
    method: row.method === "google" || row.method === "linkedin" ? row.method : "password",
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    current: row.id === person.sessionId,
  }));
  return { items, nextCursor: null };
}

/** Ends one session of the person's own. @throws AppError not_found, also for somebody else's */
export async function revokeOwnSession(person: PersonCtx, sessionId: string): Promise<void> {
  await systemDb().$transaction(async (tx) => {
    const own = await tx.session.findFirst({
      where: { ...live(person.userId), id: sessionId },
      select: { id: true },
    });
    if (!own) throw new AppError("not_found", "There is no such session of yours.");
    await endSession(tx, sessionId);
  });
}

/**
 * Ends every session of a person but one, in the caller's transaction: one statement and one line on record, however many.
 * @returns how many ended
 */
export async function endSessionsOf(
  tx: SystemDb,
  actor: Actor,
  but: string | null = null,
): Promise<{ count: number }> {
  const ended = await tx.session.updateMany({
    where: { userId: actor.userId, revokedAt: null, ...(but ? { id: { not: but } } : {}) },
    data: { revokedAt: now() },
  });
  if (ended.count > 0)
    await recordAct(tx, actor, accountEntry(actor.userId, "session.revoke", { ended: ended.count }));
  return ended;
}

/** Ends all sessions but the one that asks. @returns how many ended */
export function revokeOtherSessions(person: PersonCtx): Promise<{ count: number }> {
  return systemDb().$transaction((tx) => endSessionsOf(tx, person, person.sessionId));
}
