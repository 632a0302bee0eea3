import { Secret, TOTP } from "otpauth";
import { renderSVG } from "uqr";

const STEP_S = 30;
const DIGITS = 6;
const SECRET_BYTES = 20;
const LEEWAY_STEPS = 1;
const ISSUER = "Brand Automator";

const totpOf = (secret: string, label = ""): TOTP =>
  // What every authenticator app understands (RFC 6238 with its first hash).
  new TOTP({
    issuer: ISSUER,
    label,
    algorithm: "SHA1",
    digits: DIGITS,
    period: STEP_S,
    secret: Secret.fromBase32(secret),
  });

/** A new key of 160 bits, in Base32. */
export const newTotpSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** What an app scans. @param email shown there as the account's name */
export function totpForApp(secret: string, email: string): { uri: string; qrSvg: string } {
  const uri = totpOf(secret, email).toString();
  return { uri, qrSvg: renderSVG(uri, { border: 2, ecc: "M" }) };
}

/** The time step that a code is of, if it is this one or a neighbour; null for a wrong code. */
export function stepOfCode(secret: string, code: string, atMs: number): bigint | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: atMs, window: LEEWAY_STEPS });
  return delta === null ? null : BigInt(Math.floor(atMs / 1000 / STEP_S) + delta);
}
