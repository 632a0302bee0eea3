import { now } from "@/lib/clock";
import { systemDb } from "@/lib/db";
import { gone } from "@/lib/errors";
import { spendToken } from "../account-tokens";
import { accountEntry, recordAct } from "../record";
import { TokenInput } from "../schemas";

/**
 * Takes the link of the confirmation message: the person reads mail at the address.
 * @throws AppError gone, also when the account has another address by now; ZodError
 */
export async function verifyEmail(input: TokenInput, requestId: string): Promise<void> {
  const { token } = TokenInput.parse(input);
  await systemDb().$transaction(async (tx) => {
    const { userId, email } = await spendToken(tx, token, "verify_email");
    const { count } = await tx.user.updateMany({
      where: { id: userId, email, isActive: true },
      data: { emailVerifiedAt: now() },
    });
    if (count === 0) throw gone("This link was for an address that the account no longer has.");
    const actor = { userId, sessionId: "", requestId };
    await recordAct(tx, actor, accountEntry(userId, "account.email_verify", { email }));
  });
}
