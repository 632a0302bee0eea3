import { forbidden, rateLimited } from "@/lib/errors";
import { checkPassword } from "@/lib/passwords";
import { consume, giveBack } from "@/lib/rate-limit";
import { openLink } from "./open-link";
import { unlockCookie } from "./unlock-cookie";

/**
 * Checks the password of a link. Wrong ones are counted for the caller's address and for the link as a whole.
 * @param address the caller's network address; only a keyed hash of it is kept, by the limiter
 * @returns the value of Set-Cookie
 * @throws AppError not_found | gone | forbidden | rate_limited
 */
export async function unlockShare(token: string, password: string, address: string): Promise<string> {
  const link = await openLink(token);
  const keys = [
    ["share-unlock", `${link.id}|${address}`],
    ["share-unlock-everywhere", link.id],
  ] as const;
  for (const [name, key] of keys) {
    const state = await consume(name, key);
    if (!state.allowed) throw rateLimited(state.resetS);
  }
  if (link.passwordHash !== null && !(await checkPassword(link.passwordHash, password)))
    throw forbidden("This is not the password of this link.");
  for (const [name, key] of keys) await giveBack(name, key);
  return unlockCookie(link, token);
}
