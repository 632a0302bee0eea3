import { type SystemDb, systemDb } from "@/lib/db";
import { emailAllowance, type EmailMessage, queueEmail } from "@/lib/email";
import { env } from "@/lib/env";
import { placeLabel } from "./device";
import { greetingName } from "./names";

const KNOWN_FOR_DAYS = 90;
const DAY_MS = 24 * 3_600_000;

export interface SeenSignIn {
  userId: string;
  sessionId: string;
  at: Date;
  deviceLabel: string;
  country: string | null;
  city: string | null;
}

/** A message that is ready to be queued in the transaction of the sign-in. */
export type Notice = EmailMessage | null;

/**
 * The message about a sign-in from a device and country that this person was not seen with for 90 days.
 * @returns null when it is nothing new, or the account's first sign-in
 */
export async function noticeOfSignIn(seen: SeenSignIn): Promise<Notice> {
  const since = new Date(seen.at.getTime() - KNOWN_FOR_DAYS * DAY_MS);
  const user = await systemDb().user.findUnique({
    where: { id: seen.userId },
    select: {
      email: true,
      createdAt: true,
      profile: { select: { firstName: true } },
      sessions: {
        where: { secondFactorPending: false, lastSeenAt: { gte: since } },
        select: { deviceLabel: true, country: true },
      },
    },
  });
  if (!user) return null;
  const known = user.sessions.some(
    (one) => one.deviceLabel === seen.deviceLabel && one.country === seen.country,
  );
  // An account older than what is remembered had its first sign-in long ago.
  const first = user.sessions.length === 0 && user.createdAt > since;
  if (known || first || !(await emailAllowance(user.email, "new-sign-in"))) return null;
  return {
    to: user.email,
    template: "new-sign-in",
    params: {
      name: greetingName(user.profile?.firstName),
      device: seen.deviceLabel,
      place: placeLabel(seen.country, seen.city),
      at: seen.at.toISOString(),
      securityUrl: new URL("/settings/security", env().APP_URL).href,
    },
    dedupeKey: `new-sign-in:${seen.sessionId}`,
  };
}

/** Queues the message, if there is one. */
export async function postNotice(tx: SystemDb, notice: Notice): Promise<void> {
  if (notice) await queueEmail(tx, null, notice);
}
