import { nowMs } from "@/lib/clock";
import { systemDb } from "@/lib/db";
import { invalid, rateLimited, reauthenticationRequired } from "@/lib/errors";
import { consume, forgive } from "@/lib/rate-limit";
import type { PersonCtx } from "../credentials";
import { checkPassword } from "@/lib/passwords";

const RECENT_MS = 15 * 60_000;

/**
 * A sensitive change needs more than a session that may have been left open: the password, or, on an account without
 * one, a sign-in within the last 15 minutes. Wrong tries are counted per session, so that the owner elsewhere is free.
 * @throws AppError reauthentication_required | validation_failed (wrong password) | rate_limited
 */
export async function requireRecentProof(person: PersonCtx, currentPassword?: string): Promise<void> {
  const user = await systemDb().user.findUniqueOrThrow({
    where: { id: person.userId },
    select: { passwordHash: true },
  });
  if (user.passwordHash === null) {
    if (nowMs() - person.authenticatedAt.getTime() <= RECENT_MS) return;
    throw reauthenticationRequired("Log out and sign in again, then change this within 15 minutes.");
  }
  if (!currentPassword) throw reauthenticationRequired("Type your current password to change this.");
  const tried = await consume("account-proof", person.sessionId);
  if (!tried.allowed) throw rateLimited(tried.resetS);
  if (!(await checkPassword(user.passwordHash, currentPassword)))
    throw invalid([{ name: "currentPassword", reason: "This is not your current password." }]);
  await forgive("account-proof", person.sessionId);
}
