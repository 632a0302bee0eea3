import { now } from "@/lib/clock";
import type { SystemDb } from "@/lib/db";
import { type EmailMessage, queueEmail } from "@/lib/email";
import { env } from "@/lib/env";
import { newId } from "@/lib/ids";
import { greetingName } from "./names";

/** A key of a message that cannot come twice: its act is a transaction, and nothing repeats that. */
export const messageKey = (template: EmailMessage["template"]): string => `${template}:${newId()}`;

/** The product's own address of a page, whatever host a request claims to be for. */
export const pageUrl = (path: string): string => new URL(path, env().APP_URL).href;

/** To an address that somebody tried to sign up with, or move to, though it has an account. */
export const accountExistsMessage = (to: string): EmailMessage => ({
  to,
  template: "account-exists",
  params: { loginUrl: pageUrl("/auth/login"), resetUrl: pageUrl("/auth/forgot-password") },
  dedupeKey: messageKey("account-exists"),
});

/** Tells a person of a change to how they sign in, in its transaction. @param what one sentence */
export async function tellAccountChange(tx: SystemDb, userId: string, what: string): Promise<void> {
  const user = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true, profile: { select: { firstName: true } } },
  });
  await queueEmail(tx, null, {
    to: user.email,
    template: "account-changed",
    params: {
      name: greetingName(user.profile?.firstName),
      what,
      at: now().toISOString(),
      securityUrl: pageUrl("/settings/security"),
    },
    dedupeKey: messageKey("account-changed"),
  });
}
