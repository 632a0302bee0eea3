import { setTimeout as pause } from "node:timers/promises";
import { systemDb } from "@/lib/db";
import { rateLimited, toAppError, unauthenticated } from "@/lib/errors";
import { consume, forgive, giveBack } from "@/lib/rate-limit";
import { checkPassword } from "@/lib/passwords";
import { LoginInput } from "./schemas";

const SLOW_DOWN_MS = 1_500;

/** One sentence for a wrong password, an unknown address and a closed account. */
const refused = () => unauthenticated("The e-mail address or the password is not right.");

/**
 * Takes a try before the password is looked at: tries that come at the same moment count too.
 * Too many from one place are refused, too many for one account from everywhere only slow the answer down, so that
 * nobody can lock somebody else out.
 * @throws AppError rate_limited
 */
async function takeTry(email: string, place: string, address: string): Promise<void> {
  const states = await Promise.all([consume("login-account", place), consume("login-address", address)]);
  for (const state of states) if (!state.allowed) throw rateLimited(state.resetS);
  const everywhere = await consume("login-account-everywhere", email);
  if (!everywhere.allowed) await pause(SLOW_DOWN_MS);
}

/** Only failures count: a sign-in that worked gives its try back. */
async function giveTryBack(email: string, place: string, address: string): Promise<void> {
  await Promise.all([
    forgive("login-account", place),
    giveBack("login-address", address),
    giveBack("login-account-everywhere", email),
  ]);
}

/**
 * Checks an e-mail address and a password.
 * @param address the caller's network address
 * @returns the person's id
 * @throws AppError unauthenticated | rate_limited, ZodError
 */
export async function verifyCredentials(input: LoginInput, address: string): Promise<string> {
  const { email, password } = LoginInput.parse(input);
  const place = `${email}|${address}`;
  await takeTry(email, place, address);
  const user = await systemDb().user.findUnique({
    where: { email },
    select: { id: true, passwordHash: true, isActive: true },
  });
  const matches = await checkPassword(user?.passwordHash ?? null, password);
  if (!user || !matches || !user.isActive) throw refused();
  await giveTryBack(email, place, address);
  return user.id;
}

/** Error text that the login form understands: "too_many_attempts:<seconds>", "unavailable" or "wrong_credentials". */
export function signInFault(error: unknown): string {
  const known = toAppError(error);
  if (known.code === "rate_limited") return `too_many_attempts:${known.retryAfterS ?? 60}`;
  // What is no address cannot have an account either.
  if (known.code === "unauthenticated" || known.code === "validation_failed") return "wrong_credentials";
  return "unavailable";
}
