import { setTimeout as pause } from "node:timers/promises";
import { systemDb } from "@/lib/db";
import { AppError, rateLimited, unauthenticated } from "@/lib/errors";
import { consume, forgive, peek } from "@/lib/rate-limit";
import { checkPassword } from "./password";
import { LoginInput } from "./schemas";

const SLOW_DOWN_MS = 1_500;

/** One sentence for a wrong password, an unknown address and a closed account. */
const refused = () => unauthenticated("The e-mail address or the password is not right.");

/**
 * Checks an e-mail address and a password.
 * Failures are counted per address and account: too many from one place are refused with 429, too many for one account
 * from everywhere only slow the answer down, so that nobody can lock somebody else out.
 * @param address the caller's network address
 * @returns the person's id
 * @throws AppError unauthenticated | rate_limited, ZodError
 */
export async function verifyCredentials(input: LoginInput, address: string): Promise<string> {
  const { email, password } = LoginInput.parse(input);
  const place = `${email}|${address}`;
  for (const state of [await peek("login-account", place), await peek("login-address", address)]) {
    if (!state.allowed) throw rateLimited(state.resetS);
  }
  const everywhere = await peek("login-account-everywhere", email);
  if (!everywhere.allowed) await pause(SLOW_DOWN_MS);

  const user = await systemDb().user.findUnique({
    where: { email },
    select: { id: true, passwordHash: true, isActive: true },
  });
  const matches = await checkPassword(user?.passwordHash ?? null, password);
  if (!user || !matches || !user.isActive) {
    await Promise.all([
      consume("login-account", place),
      consume("login-address", address),
      consume("login-account-everywhere", email),
    ]);
    throw refused();
  }
  await forgive("login-account", place);
  return user.id;
}

/** Error text that the login form understands: "too_many_attempts:<seconds>", "unavailable" or "wrong_credentials". */
export function signInFault(error: unknown): string {
  if (error instanceof AppError && error.code === "rate_limited")
    return `too_many_attempts:${error.retryAfterS ?? 60}`;
  if (error instanceof AppError && error.code === "unauthenticated") return "wrong_credentials";
  return "unavailable";
}
