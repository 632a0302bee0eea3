import { setTimeout as pause } from "node:timers/promises";
import { nowMs } from "@/lib/clock";
import { type SystemDb, systemDb } from "@/lib/db";
import { rateLimited } from "@/lib/errors";
import { consume, forgive, giveBack } from "@/lib/rate-limit";
import { open } from "@/lib/secrets";
import { tellAccountChange } from "../mail";
import { accountEntry, type Actor, recordAct } from "../record";
import { looksLikeRecoveryCode, spendCode } from "./recovery-codes";
import { stepOfCode } from "./totp";

export const SECRET_PURPOSE = "second_factors.secret";
const SLOW_DOWN_MS = 1_500;

/** One sentence for a wrong code, one of another time and one that was used. */
export const WRONG_CODE =
  "This code is not right. Codes change every 30 seconds and work once; type the newest one.";

/** Whether an account asks for a second factor. */
export async function hasSecondFactor(userId: string): Promise<boolean> {
  const row = await systemDb().secondFactor.findUnique({ where: { userId }, select: { confirmedAt: true } });
  return Boolean(row?.confirmedAt);
}

/** Too many from one place are refused; too many from everywhere only slow down, so that nobody locks the owner out. */
async function takeTry(userId: string, place: string): Promise<void> {
  const here = await consume("second-factor-account", place);
  if (!here.allowed) throw rateLimited(here.resetS);
  const everywhere = await consume("second-factor-account-everywhere", userId);
  if (!everywhere.allowed) await pause(SLOW_DOWN_MS);
}

/**
 * Takes a code of the app or a recovery code. Each works once, however many come with it at the same moment; a recovery
 * code is put on record and told by e-mail.
 * @param address the caller's network address
 * @returns false for a wrong code, one of another time and one that was used
 * @throws AppError rate_limited; SecretsError when the key of the stored secret is gone
 */
export async function takeSecondFactor(actor: Actor, code: string, address: string): Promise<boolean> {
  const { userId } = actor;
  const place = `${userId}|${address}`;
  await takeTry(userId, place);
  const isGood = await systemDb().$transaction(async (tx) =>
    looksLikeRecoveryCode(code) ? takeRecoveryCode(tx, actor, code) : takeAppCode(tx, userId, code),
  );
  if (!isGood) return false;
  await Promise.all([
    forgive("second-factor-account", place),
    giveBack("second-factor-account-everywhere", userId),
  ]);
  return true;
}

async function takeAppCode(tx: SystemDb, userId: string, code: string): Promise<boolean> {
  const factor = await tx.secondFactor.findUnique({
    where: { userId },
    select: { secret: true, confirmedAt: true },
  });
  const digits = code.replace(/\s/g, "");
  if (!factor?.confirmedAt || !/^\d{6}$/.test(digits)) return false;
  const step = stepOfCode(open(factor.secret, SECRET_PURPOSE), digits, nowMs());
  if (step === null) return false;
  // Compare-and-set: a code that was seen over somebody's shoulder is worth nothing once its owner has used it.
  const { count } = await tx.secondFactor.updateMany({
    where: { userId, lastUsedStep: { lt: step } },
    data: { lastUsedStep: step },
  });
  return count === 1;
}

async function takeRecoveryCode(tx: SystemDb, actor: Actor, code: string): Promise<boolean> {
  const { userId } = actor;
  const factor = await tx.secondFactor.findUnique({ where: { userId }, select: { confirmedAt: true } });
  if (!factor?.confirmedAt || !(await spendCode(tx, userId, code))) return false;
  const left = await tx.recoveryCode.count({ where: { userId, usedAt: null } });
  await recordAct(tx, actor, accountEntry(userId, "account.recovery_code_use", { left }));
  await tellChange(tx, userId, "recovery-code-used");
  return true;
}

const CHANGES = {
  enabled: "The second factor was switched on.",
  disabled: "The second factor was switched off.",
  "recovery-code-used": "A recovery code was used to sign in or to change the second factor.",
  "recovery-codes-renewed": "New recovery codes were made; the older ones stopped working.",
} as const;

export type SecondFactorChange = keyof typeof CHANGES;

/** Tells the owner of a change to their second factor, in its transaction. */
export const tellChange = (tx: SystemDb, userId: string, change: SecondFactorChange): Promise<void> =>
  tellAccountChange(tx, userId, CHANGES[change]);
