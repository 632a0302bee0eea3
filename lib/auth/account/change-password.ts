import { now } from "@/lib/clock";
import { systemDb } from "@/lib/db";
import { endTokens } from "../account-tokens";
import type { PersonCtx } from "../credentials";
import { queueEmail } from "@/lib/email";
import { messageKey } from "../mail";
import { greetingName } from "../names";
import { hashPassword } from "@/lib/passwords";
import { requireGoodPassword } from "../password-rules";
import { accountEntry, recordAct } from "../record";
import { ChangePasswordInput } from "../schemas";
import { endSessionsOf } from "../session-list";
import { requireRecentProof } from "./recent-proof";

/**
 * Sets a new password (or the first one of an account without) and ends every other session and token.
 * @throws AppError reauthentication_required | validation_failed | rate_limited, ZodError
 */
export async function changePassword(person: PersonCtx, input: ChangePasswordInput): Promise<void> {
  const { currentPassword, newPassword } = ChangePasswordInput.parse(input);
  const { userId, sessionId } = person;
  await requireRecentProof(person, currentPassword);
  const user = await systemDb().user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true, profile: { select: { firstName: true, lastName: true } } },
  });
  const { firstName = "", lastName = "" } = user.profile ?? {};
  requireGoodPassword(newPassword, { email: user.email, names: [firstName, lastName] }, "newPassword");
  const passwordHash = await hashPassword(newPassword);
  const at = now();
  await systemDb().$transaction(async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { passwordHash, passwordChangedAt: at } });
    await endSessionsOf(tx, person, sessionId);
    await endTokens(tx, { userId, purpose: "reset_password" });
    await recordAct(tx, person, accountEntry(userId, "account.password_change"));
    await queueEmail(tx, null, {
      to: user.email,
      template: "password-changed",
      params: { name: greetingName(firstName), at: at.toISOString() },
      dedupeKey: messageKey("password-changed"),
    });
  });
}
