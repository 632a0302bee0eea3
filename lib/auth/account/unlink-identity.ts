import { systemDb } from "@/lib/db";
import { AppError, conflict } from "@/lib/errors";
import type { PersonCtx } from "../credentials";
import { tellAccountChange } from "../mail";
import { PROVIDER_NAMES } from "../oauth/providers";
import { accountEntry, recordAct } from "../record";
import type { ProviderId } from "../schemas";

/**
 * Disconnects a sign-in service, unless it is the only way in.
 * @throws AppError not_found | conflict
 */
export async function unlinkIdentity(person: PersonCtx, provider: ProviderId): Promise<void> {
  const { userId } = person;
  const name = PROVIDER_NAMES[provider];
  await systemDb().$transaction(async (tx) => {
    // Two who disconnect two services at once must not both see the other one as the way that is left.
    await tx.$queryRaw`SELECT id FROM users WHERE id = ${userId}::uuid FOR UPDATE`;
    const user = await tx.user.findUniqueOrThrow({
      where: { id: userId },
      select: { passwordHash: true, identities: { select: { provider: true } } },
    });
    if (!user.identities.some((one) => one.provider === provider))
      throw new AppError("not_found", `${name} is not connected to your account.`);
    if (user.passwordHash === null && user.identities.length === 1)
      throw conflict(`${name} is your only way to sign in. Set a password first, then disconnect it.`);
    await tx.userIdentity.deleteMany({ where: { userId, provider } });
    await recordAct(tx, person, accountEntry(userId, "account.identity_unlink", { provider }));
    await tellAccountChange(
      tx,
      userId,
      `${name} was disconnected: nobody can sign in to your account with it any more.`,
    );
  });
}
