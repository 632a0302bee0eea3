import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { exportJWK, type JWK } from "jose";
import { AppError } from "@/lib/errors";
import { env, EnvError } from "@/lib/env";

export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

let parsed: { text: string | undefined; keys: readonly SigningKey[] } | undefined;

/**
 * Keys of JWT_KEYS, newest first: the first signs, all verify.
 * @throws EnvError naming the entry that is no P-256 key
 */
export function signingKeys(): readonly SigningKey[] {
  const text = env().JWT_KEYS;
  if (parsed && parsed.text === text) return parsed.keys;
  const entries = (text ?? "").split(",").map((entry) => entry.trim());
  const keys = entries.filter(Boolean).map(parseEntry);
  if (new Set(keys.map((key) => key.kid)).size < keys.length)
    throw new EnvError("JWT_KEYS names the same key id twice.");
  parsed = { text, keys };
  return keys;
}

function parseEntry(entry: string, index: number): SigningKey {
  const [kid = "", base64 = ""] = entry.split(":");
  try {
    const privateKey = createPrivateKey({ key: Buffer.from(base64, "base64"), format: "der", type: "pkcs8" });
    if (!/^[\w-]{1,64}$/.test(kid) || privateKey.asymmetricKeyDetails?.namedCurve !== "prime256v1")
      throw new Error("not a P-256 key");
    return { kid, privateKey, publicKey: createPublicKey(privateKey) };
  } catch {
    throw new EnvError(`JWT_KEYS: entry ${index + 1} is not kid:base64 of a P-256 private key in PKCS8 DER.`);
  }
}

/** The key that signs. @throws AppError unavailable while none is set */
export function newestKey(): SigningKey {
  const key = signingKeys()[0];
  if (!key) throw new AppError("unavailable", "Access tokens are off on this server: JWT_KEYS is not set.");
  return key;
}

/** The public halves, as a gateway reads them (RFC 7517). */
export async function publicKeySet(): Promise<{ keys: JWK[] }> {
  const keys = await Promise.all(
    signingKeys().map(async ({ kid, publicKey }) => ({
      ...(await exportJWK(publicKey)),
      kid,
      alg: "ES256",
      use: "sig",
    })),
  );
  return { keys };
}
