import { systemDb } from "@/lib/db";
import { issueLink } from "../account-tokens";
import { evenly } from "../evenly";
import { emailAllowance, queueEmail } from "@/lib/email";
import { messageKey } from "../mail";
import { greetingName } from "../names";
import { ForgotPasswordInput } from "../schemas";

const ANSWER_FLOOR_MS = 400;

/**
 * Sends a link that sets a new password, if somebody has this address. Answer and its time are the same if nobody does.
 * @throws ZodError
 */
export async function forgotPassword(input: ForgotPasswordInput): Promise<void> {
  const { email } = ForgotPasswordInput.parse(input);
  await evenly(ANSWER_FLOOR_MS, async () => {
    const user = await systemDb().user.findUnique({
      where: { email },
      select: { id: true, isActive: true, profile: { select: { firstName: true } } },
    });
    // Whom nobody has counts too: the limit must not tell who is known.
    const allowed = await emailAllowance(email, "reset-password");
    if (!user?.isActive || !allowed) return;
    await systemDb().$transaction(async (tx) => {
      const url = await issueLink(tx, { userId: user.id, purpose: "reset_password", email });
      await queueEmail(tx, null, {
        to: email,
        template: "reset-password",
        params: { url, name: greetingName(user.profile?.firstName) },
        dedupeKey: messageKey("reset-password"),
      });
    });
  });
}
