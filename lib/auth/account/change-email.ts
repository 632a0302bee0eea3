import { now } from "@/lib/clock";
import { Prisma, systemDb } from "@/lib/db";
import { conflict, invalid, rateLimited } from "@/lib/errors";
import { consume } from "@/lib/rate-limit";
import { endTokens, issueLink, readToken, spendToken } from "../account-tokens";
import type { PersonCtx } from "../credentials";
import { emailAllowance, queueEmail } from "@/lib/email";
import { accountExistsMessage, messageKey } from "../mail";
import { greetingName } from "../names";
import { accountEntry, recordAct } from "../record";
import { ChangeEmailInput, TakeLinkInput } from "../schemas";
import { type LinkTaker, requireHolder } from "./link-taker";
import { requireRecentProof } from "./recent-proof";

/**
 * Asks for another address: it gets a link, and nothing changes before that is taken. An address that somebody else
 * signs in with gets a plain notice instead, and the answer is the same.
 * @throws AppError reauthentication_required | validation_failed | rate_limited, ZodError
 */
export async function requestEmailChange(person: PersonCtx, input: ChangeEmailInput): Promise<void> {
  const { newEmail, currentPassword } = ChangeEmailInput.parse(input);
  const { userId } = person;
  await requireRecentProof(person, currentPassword);
  const user = await systemDb().user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true, profile: { select: { firstName: true } } },
  });
  if (newEmail === user.email) throw invalid([{ name: "newEmail", reason: "This is your address already." }]);
  const asked = await consume("account-mail", userId);
  if (!asked.allowed) throw rateLimited(asked.resetS);
  const taken = await systemDb().user.findUnique({ where: { email: newEmail }, select: { id: true } });
  const template = taken ? "account-exists" : "change-email";
  if (!(await emailAllowance(newEmail, template))) throw rateLimited(asked.resetS);
  await systemDb().$transaction(async (tx) => {
    // The link is made in both cases, so that both take the same time; nobody is sent the one for a taken address.
    const url = await issueLink(tx, { userId, purpose: "change_email", email: newEmail });
    const params = { url, name: greetingName(user.profile?.firstName), newEmail };
    await queueEmail(
      tx,
      null,
      taken
        ? accountExistsMessage(newEmail)
        : { to: newEmail, template: "change-email", params, dedupeKey: messageKey("change-email") },
    );
  });
}

/**
 * Takes the link that went to the new address: it is the account's from now on, and proven. The old address is told.
 * @throws AppError gone; conflict when somebody else got the address meanwhile; those of requireHolder; ZodError
 */
export async function confirmEmailChange(input: TakeLinkInput, taker: LinkTaker): Promise<void> {
  const { token, password } = TakeLinkInput.parse(input);
  await requireHolder(taker, (await readToken(token, "change_email")).userId, password);
  try {
    await systemDb().$transaction(async (tx) => {
      const { userId, email } = await spendToken(tx, token, "change_email");
      const before = await tx.user.findUniqueOrThrow({
        where: { id: userId },
        select: { email: true, profile: { select: { firstName: true } } },
      });
      // The unique index decides between two who want the address at the same moment.
      await tx.user.update({ where: { id: userId }, data: { email, emailVerifiedAt: now() } });
      // Links that went to the old address open nothing any more.
      await endTokens(tx, { userId });
      const change = { from: before.email, to: email };
      const actor = { userId, sessionId: "", requestId: taker.requestId };
      await recordAct(tx, actor, accountEntry(userId, "account.email_change", change));
      await queueEmail(tx, null, {
        to: before.email,
        template: "email-changed",
        params: { name: greetingName(before.profile?.firstName), newEmail: email },
        dedupeKey: messageKey("email-changed"),
      });
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      throw conflict("Somebody signs in with this address already. Your account keeps its old one.");
    throw error;
  }
}
