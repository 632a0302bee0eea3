import { now } from "@/lib/clock";
import { type SystemDb, systemDb } from "@/lib/db";
import { gone } from "@/lib/errors";
import { endTokens, readToken, spendToken } from "../account-tokens";
import { queueEmail } from "@/lib/email";
import { messageKey } from "../mail";
import { greetingName } from "../names";
import { hashPassword } from "@/lib/passwords";
import { requireGoodPassword } from "../password-rules";
import { accountEntry, recordAct } from "../record";
import { ResetPasswordInput } from "../schemas";
import { endSessionsOf } from "../session-list";

/**
 * Sets a new password by the link of the reset message and ends every session and token of the account. The link proves
 * the mailbox; on an account whose address nobody had proved before, the second factor, the connected sign-ins and
 * API keys go too, since whoever made the account may not be whoever owns the mailbox.
 * @throws AppError gone | validation_failed (a password that is guessed at once), ZodError
 */
export async function resetPassword(input: ResetPasswordInput, requestId: string): Promise<void> {
  const { token, password } = ResetPasswordInput.parse(input);
  // The link stays good until a good password comes with it.
  const { userId, email } = await readToken(token, "reset_password");
  const user = await systemDb().user.findUnique({
    where: { id: userId },
    select: { emailVerifiedAt: true, profile: { select: { firstName: true, lastName: true } } },
  });
  const { firstName = "", lastName = "" } = user?.profile ?? {};
  requireGoodPassword(password, { email, names: [firstName, lastName] });
  const passwordHash = await hashPassword(password);
  const at = now();
  await systemDb().$transaction(async (tx) => {
    await spendToken(tx, token, "reset_password");
    const [changed] = await tx.user.updateManyAndReturn({
      where: { id: userId, email, isActive: true },
      data: { passwordHash, passwordChangedAt: at },
      select: { emailVerifiedAt: true },
    });
    if (!changed) throw gone("This link was for an address that the account no longer has.");
    if (!changed.emailVerifiedAt) await takeOver(tx, userId, at);
    const actor = { userId, sessionId: "", requestId };
    await recordAct(tx, actor, accountEntry(userId, "account.password_reset"));
    await endSessionsOf(tx, actor);
    await endTokens(tx, { userId });
    await queueEmail(tx, null, {
      to: email,
      template: "password-changed",
      params: { name: greetingName(firstName), at: at.toISOString() },
      dedupeKey: messageKey("password-changed"),
    });
  });
}

/** Over all workspaces: keys that the account's maker made would go on opening what is somebody else's now. */
const unsafeRevokeKeys = (tx: SystemDb, userId: string, at: Date) =>
  tx.apiKey.updateMany({ where: { createdByUserId: userId, revokedAt: null }, data: { revokedAt: at } });

/** The owner of the mailbox becomes the owner of the account, whatever else was attached to it. */
async function takeOver(tx: SystemDb, userId: string, at: Date): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { emailVerifiedAt: at } });
  await tx.secondFactor.deleteMany({ where: { userId } });
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.userIdentity.deleteMany({ where: { userId } });
  await unsafeRevokeKeys(tx, userId, at);
}
