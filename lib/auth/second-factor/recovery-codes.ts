import { createHash, randomBytes } from "node:crypto";
import { now } from "@/lib/clock";
import { type SystemDb } from "@/lib/db";
import { newId } from "@/lib/ids";

const CODES = 10;
const GROUPS = 4;
const GROUP_CHARS = 4;
// Crockford's Base32: what looks alike is read as the same.
const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

const plain = (code: string): string =>
  code
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .replace(/[il]/g, "1")
    .replaceAll("o", "0");

/** SHA-256 of a code without its signs: with 80 random bits inside, a slow hash would add nothing. */
const hashCode = (code: string) => createHash("sha256").update(plain(code)).digest();

function newCode(): string {
  const letters = [...randomBytes(GROUPS * GROUP_CHARS)].map((byte) => LETTERS[byte % LETTERS.length]);
  return Array.from({ length: GROUPS }, (_, i) =>
    letters.slice(i * GROUP_CHARS, (i + 1) * GROUP_CHARS).join(""),
  ).join("-");
}

/** Whether a text could be a recovery code rather than the app's digits. */
export const looksLikeRecoveryCode = (code: string): boolean => plain(code).length === GROUPS * GROUP_CHARS;

/** Ten new codes in place of all older ones. @returns their text, which is shown this once */
export async function renewCodes(tx: SystemDb, userId: string): Promise<string[]> {
  const codes = Array.from({ length: CODES }, newCode);
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ id: newId(), userId, codeHash: hashCode(code) })),
  });
  return codes;
}

/** Uses a code up. @returns whether it was one; of two at the same moment one */
export async function spendCode(tx: SystemDb, userId: string, code: string): Promise<boolean> {
  const { count } = await tx.recoveryCode.updateMany({
    where: { userId, codeHash: hashCode(code), usedAt: null },
    data: { usedAt: now() },
  });
  return count === 1;
}
