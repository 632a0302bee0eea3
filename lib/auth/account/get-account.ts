import { systemDb } from "@/lib/db";
import { unauthenticated } from "@/lib/errors";
import type { PersonCtx } from "../credentials";
import { PROVIDER_IDS, PROVIDER_NAMES, signInProviders } from "../oauth/providers";
import type { AccountDto } from "../schemas";

/** A person's own account: who they are, and every way they can sign in. */
export async function getAccount(person: Pick<PersonCtx, "userId">): Promise<AccountDto> {
  const { userId } = person;
  const [user, recoveryCodesLeft] = await Promise.all([
    systemDb().user.findUnique({
      where: { id: userId },
      select: {
        email: true,
        passwordHash: true,
        emailVerifiedAt: true,
        passwordChangedAt: true,
        profile: { select: { firstName: true, lastName: true, avatarUrl: true } },
        identities: { select: { provider: true, email: true, createdAt: true } },
        secondFactor: { select: { confirmedAt: true } },
      },
    }),
    systemDb().recoveryCode.count({ where: { userId, usedAt: null } }),
  ]);
  if (!user) throw unauthenticated();
  const usable = signInProviders();
  return {
    user: {
      id: userId,
      email: user.email,
      firstName: user.profile?.firstName ?? "",
      lastName: user.profile?.lastName ?? "",
      avatarUrl: user.profile?.avatarUrl ?? null,
    },
    emailVerified: user.emailVerifiedAt !== null,
    hasPassword: user.passwordHash !== null,
    passwordChangedAt: user.passwordChangedAt?.toISOString() ?? null,
    connections: PROVIDER_IDS.map((provider) => {
      const settings = usable.find((one) => one.id === provider);
      const identity = user.identities.find((one) => one.provider === provider);
      return {
        provider,
        name: PROVIDER_NAMES[provider],
        available: settings !== undefined,
        sandbox: settings?.sandbox ?? false,
        email: identity?.email ?? null,
        connectedAt: identity?.createdAt.toISOString() ?? null,
      };
    }),
    secondFactor: {
      enabledAt: user.secondFactor?.confirmedAt?.toISOString() ?? null,
      recoveryCodesLeft,
    },
  };
}
