import { now, nowMs } from "@/lib/clock";
import { Prisma, systemDb } from "@/lib/db";
import { conflict, invalid, rateLimited } from "@/lib/errors";
import { consume, forgive } from "@/lib/rate-limit";
import { open, seal } from "@/lib/secrets";
import { requireRecentProof } from "../account/recent-proof";
import type { PersonCtx } from "../credentials";
import { accountEntry, recordAct } from "../record";
import { CodeInput, ProofInput, type RecoveryCodes, type SecondFactorSetup } from "../schemas";
import { SECRET_PURPOSE, tellChange } from "./check-code";
import { renewCodes } from "./recovery-codes";
import { newTotpSecret, stepOfCode, totpForApp } from "./totp";

const isOn = () => conflict("The second factor is on already. Switch it off before you set up another one.");

/**
 * Makes a key for an authenticator app; nothing is switched on before a first code comes back. Asking again makes
 * another key. It needs a recent proof: a second factor that a stranger sets up locks the owner out.
 * @throws AppError conflict while one is on; reauthentication_required | validation_failed | rate_limited
 */
export async function startSecondFactor(person: PersonCtx, input: ProofInput): Promise<SecondFactorSetup> {
  const { userId } = person;
  await requireRecentProof(person, ProofInput.parse(input).currentPassword);
  const secret = newTotpSecret();
  const sealed = seal(secret, SECRET_PURPOSE);
  const user = await systemDb().user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  const { count } = await systemDb().secondFactor.updateMany({
    where: { userId, confirmedAt: null },
    data: { secret: sealed, lastUsedStep: 0, createdAt: now() },
  });
  if (count === 0) {
    try {
      await systemDb().secondFactor.create({ data: { userId, secret: sealed, createdAt: now() } });
    } catch (error) {
      // One is there, and it was not touched above: it is confirmed, or somebody else's call made it just now.
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") throw isOn();
      throw error;
    }
  }
  return { secret, ...totpForApp(secret, user.email) };
}

/**
 * Switches the second factor on by a first code of the app.
 * @returns ten recovery codes, shown this once
 * @throws AppError validation_failed for a wrong code, conflict when there is nothing to confirm, rate_limited
 */
export async function confirmSecondFactor(person: PersonCtx, input: CodeInput): Promise<RecoveryCodes> {
  const { userId } = person;
  const code = CodeInput.parse(input).code.replace(/\s/g, "");
  const tried = await consume("second-factor-session", person.sessionId);
  if (!tried.allowed) throw rateLimited(tried.resetS);
  const factor = await systemDb().secondFactor.findUnique({
    where: { userId },
    select: { secret: true, confirmedAt: true },
  });
  if (factor?.confirmedAt) throw isOn();
  if (!factor) throw conflict("There is no second factor to confirm. Begin with a new key.");
  const step = stepOfCode(open(factor.secret, SECRET_PURPOSE), code, nowMs());
  if (step === null)
    throw invalid([
      {
        name: "code",
        reason: "This code is not right. Check the clock of your device and type the newest code.",
      },
    ]);
  const recoveryCodes = await systemDb().$transaction(async (tx) => {
    const { count } = await tx.secondFactor.updateMany({
      where: { userId, confirmedAt: null, secret: factor.secret },
      data: { confirmedAt: now(), lastUsedStep: step },
    });
    if (count === 0) throw conflict("The key was changed meanwhile. Begin with a new one.");
    await recordAct(tx, person, accountEntry(userId, "account.second_factor_enable"));
    await tellChange(tx, userId, "enabled");
    return renewCodes(tx, userId);
  });
  await forgive("second-factor-session", person.sessionId);
  return { recoveryCodes };
}
