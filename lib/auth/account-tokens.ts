import { now } from "@/lib/clock";
import { type SystemDb, systemDb } from "@/lib/db";
import { env } from "@/lib/env";
import { gone } from "@/lib/errors";
import { hashKey, newId, newKey } from "@/lib/ids";

const HOUR_MS = 3_600_000;
const TOKEN_BYTES = 32;
const KEPT_DAYS = 7;

export type TokenPurpose = "verify_email" | "reset_password" | "change_email";

const VALID_MS: Record<TokenPurpose, number> = {
  verify_email: 48 * HOUR_MS,
  reset_password: HOUR_MS,
  change_email: 24 * HOUR_MS,
};

const PATHS: Record<TokenPurpose, string> = {
  verify_email: "/auth/verify",
  reset_password: "/auth/reset-password",
  change_email: "/auth/confirm-email",
};

const spent = () =>
  gone("This link does not work any more: it was used, replaced by a newer one, or has run out.");

/**
 * Makes a link that proves an address, in the caller's transaction. Older ones of the same purpose end with it.
 * The token stands behind "#", which no browser sends along: it reaches no server log and no referrer.
 * @param email the address the link goes to
 */
export async function issueLink(
  tx: SystemDb,
  given: { userId: string; purpose: TokenPurpose; email: string },
): Promise<string> {
  const at = now();
  const { userId, purpose, email } = given;
  await endTokens(tx, { userId, purpose });
  const token = newKey(TOKEN_BYTES);
  await tx.accountToken.create({
    data: {
      id: newId(),
      userId,
      purpose,
      email,
      tokenHash: hashKey(token),
      createdAt: at,
      expiresAt: new Date(at.getTime() + VALID_MS[purpose]),
    },
  });
  return new URL(`${PATHS[purpose]}#token=${token}`, env().APP_URL).href;
}

/** Ends links that were not used yet. */
export async function endTokens(tx: SystemDb, of: { userId: string; purpose?: TokenPurpose }): Promise<void> {
  await tx.accountToken.updateMany({ where: { ...of, usedAt: null }, data: { usedAt: now() } });
}

const usable = (token: string, purpose: TokenPurpose) => ({
  tokenHash: hashKey(token),
  purpose,
  usedAt: null,
  expiresAt: { gt: now() },
});

export interface ProvenLink {
  userId: string;
  /** The address the link went to. */
  email: string;
}

/** Whose link it is, without using it up. @throws AppError gone */
export async function readToken(token: string, purpose: TokenPurpose): Promise<ProvenLink> {
  const row = await systemDb().accountToken.findFirst({
    where: usable(token, purpose),
    select: { userId: true, email: true },
  });
  if (!row) throw spent();
  return row;
}

/** Uses a link up; of two who come at the same moment one gets it. @throws AppError gone */
export async function spendToken(tx: SystemDb, token: string, purpose: TokenPurpose): Promise<ProvenLink> {
  const [row] = await tx.accountToken.updateManyAndReturn({
    where: usable(token, purpose),
    data: { usedAt: now() },
    select: { userId: true, email: true },
  });
  if (!row) throw spent();
  return row;
}

/** Removes links that ran out more than a week ago. @returns how many went */
export async function sweepAccountTokens(): Promise<number> {
  const before = new Date(now().getTime() - KEPT_DAYS * 24 * HOUR_MS);
  const { count } = await systemDb().accountToken.deleteMany({ where: { expiresAt: { lt: before } } });
  return count;
}
