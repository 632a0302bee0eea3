import { type SystemDb, systemDb } from "@/lib/db";
import { conflict, rateLimited } from "@/lib/errors";
import { consume } from "@/lib/rate-limit";
import { issueLink } from "../account-tokens";
import type { PersonCtx } from "../credentials";
import { emailAllowance, queueEmail } from "@/lib/email";
import { messageKey } from "../mail";
import { greetingName } from "../names";

/** Queues the message that asks a person to confirm their address, in the caller's transaction. */
export async function sendVerification(
  tx: SystemDb,
  person: { userId: string; email: string; firstName: string },
): Promise<void> {
  const { userId, email } = person;
  const url = await issueLink(tx, { userId, purpose: "verify_email", email });
  await queueEmail(tx, null, {
    to: email,
    template: "verify-email",
    params: { url, name: greetingName(person.firstName) },
    dedupeKey: messageKey("verify-email"),
  });
}

/**
 * Sends the confirmation again; the earlier link ends.
 * @throws AppError conflict once the address is confirmed; rate_limited
 */
export async function requestVerification(person: PersonCtx): Promise<void> {
  const { userId } = person;
  const user = await systemDb().user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true, emailVerifiedAt: true, profile: { select: { firstName: true } } },
  });
  if (user.emailVerifiedAt) throw conflict("Your address is confirmed already.");
  const asked = await consume("account-mail", userId);
  if (!asked.allowed) throw rateLimited(asked.resetS);
  if (!(await emailAllowance(user.email, "verify-email"))) throw rateLimited(asked.resetS);
  await systemDb().$transaction((tx) =>
    sendVerification(tx, { userId, email: user.email, firstName: user.profile?.firstName ?? "" }),
  );
}
