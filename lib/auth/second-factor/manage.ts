import { systemDb } from "@/lib/db";
import { conflict, invalid } from "@/lib/errors";
import { requireRecentProof } from "../account/recent-proof";
import type { PersonCtx } from "../credentials";
import { accountEntry, recordAct } from "../record";
import { DisableSecondFactorInput, ProofInput, type RecoveryCodes } from "../schemas";
import { hasSecondFactor, takeSecondFactor, tellChange, WRONG_CODE } from "./check-code";
import { renewCodes } from "./recovery-codes";

const isOff = () => conflict("The second factor is off.");

/**
 * Switches the second factor off, by a code of it or by the password; its recovery codes go too.
 * @throws AppError conflict | reauthentication_required | validation_failed | rate_limited
 */
export async function disableSecondFactor(person: PersonCtx, input: DisableSecondFactorInput): Promise<void> {
  const { userId } = person;
  const { code, currentPassword } = DisableSecondFactorInput.parse(input);
  if (!(await hasSecondFactor(userId))) throw isOff();
  if (code === undefined) await requireRecentProof(person, currentPassword);
  else if (!(await takeSecondFactor(person, code, person.address)))
    throw invalid([{ name: "code", reason: WRONG_CODE }]);
  await systemDb().$transaction(async (tx) => {
    const { count } = await tx.secondFactor.deleteMany({ where: { userId, confirmedAt: { not: null } } });
    if (count === 0) throw isOff();
    await tx.recoveryCode.deleteMany({ where: { userId } });
    await recordAct(tx, person, accountEntry(userId, "account.second_factor_disable"));
    await tellChange(tx, userId, "disabled");
  });
}

/**
 * Ten new recovery codes; the older ones stop working.
 * @throws AppError conflict | reauthentication_required | validation_failed | rate_limited
 */
export async function renewRecoveryCodes(person: PersonCtx, input: ProofInput): Promise<RecoveryCodes> {
  const { userId } = person;
  await requireRecentProof(person, ProofInput.parse(input).currentPassword);
  if (!(await hasSecondFactor(userId))) throw isOff();
  const recoveryCodes = await systemDb().$transaction(async (tx) => {
    const codes = await renewCodes(tx, userId);
    await recordAct(tx, person, accountEntry(userId, "account.recovery_codes_renew"));
    await tellChange(tx, userId, "recovery-codes-renewed");
    return codes;
  });
  return { recoveryCodes };
}
