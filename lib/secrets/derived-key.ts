import { hkdfSync } from "node:crypto";
import { env } from "@/lib/env";

const KEY_BYTES = 32;

let known: { secret: string; keys: Map<string, Buffer> } | undefined;

/**
 * A key of its own for one use, derived from the product's secret (NEXTAUTH_SECRET): HKDF with SHA-256 (RFC 5869), no salt. So a
 * signature or hash of one use can never stand for another's.
 * @param info names the use and its version ("brand-automator storage url v1"); with another one, nothing made before is valid
 * @returns 32 bytes, the same for the same secret and info
 * @throws EnvError when the environment is not complete
 */
export function derivedKey(info: string): Buffer {
  const secret = env().NEXTAUTH_SECRET;
  if (known?.secret !== secret) known = { secret, keys: new Map() };
  const found = known.keys.get(info);
  if (found) return found;
  const made = Buffer.from(hkdfSync("sha256", secret, "", info, KEY_BYTES));
  known.keys.set(info, made);
  return made;
}
