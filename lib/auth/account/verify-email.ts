import { now } from "@/lib/clock";
import { systemDb } from "@/lib/db";
import { gone } from "@/lib/errors";
import { readToken, spendToken } from "../account-tokens";
import { accountEntry, recordAct } from "../record";
import { TakeLinkInput } from "../schemas";
import { type LinkTaker, requireHolder } from "./link-taker";

/**
 * Takes the link of the confirmation message: whoever holds the account reads mail at the address.
 * @throws AppError gone, also when the account has another address by now; those of requireHolder; ZodError
 */
export async function verifyEmail(input: TakeLinkInput, taker: LinkTaker): Promise<void> {
  const { token, password } = TakeLinkInput.parse(input);
  await requireHolder(taker, (await readToken(token, "verify_email")).userId, password);
  await systemDb().$transaction(async (tx) => {
    const { userId, email } = await spendToken(tx, token, "verify_email");
    const { count } = await tx.user.updateMany({
      where: { id: userId, email, isActive: true },
      data: { emailVerifiedAt: now() },
    });
    if (count === 0) throw gone("This link was for an address that the account no longer has.");
    const actor = { userId, sessionId: "", requestId: taker.requestId };
    await recordAct(tx, actor, accountEntry(userId, "account.email_verify", { email }));
  });
}
