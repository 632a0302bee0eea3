import { createHash, randomBytes } from "node:crypto";
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from "jose";
import { z } from "zod";

type SigningKey = { kid: string; privateKey: CryptoKey; publicJwk: JWK };

/** Wrong ID tokens, to see whether they are refused; asked for as a fault of one's own. */
export const idTokenFault = z.strictObject({
  flaw: z.enum([
    "foreign-key",
    "unknown-kid",
    "alg-none",
    "tampered",
    "expired",
    "wrong-issuer",
    "wrong-audience",
    "wrong-nonce",
    "no-nonce",
    "no-email",
  ]),
});
export type IdTokenFlaw = z.output<typeof idTokenFault>["flaw"];

const CLAIM_FLAWS: Partial<Record<IdTokenFlaw, JWTPayload>> = {
  expired: { iat: 1_600_000_000, exp: 1_600_003_600 },
  "wrong-issuer": { iss: "https://issuer.example" },
  "wrong-audience": { aud: "another-application", azp: "another-application" },
  "wrong-nonce": { nonce: "another-nonce" },
  "no-nonce": { nonce: undefined },
  "no-email": { email: undefined, email_verified: undefined },
};

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

async function makeKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { modulusLength: 2048 });
  const kid = randomBytes(20).toString("hex");
  return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, use: "sig", alg: "RS256" } };
}

/** Signs ID tokens with keys that live as long as the process; they are made when first needed. */
export class Signer {
  #keys: Promise<SigningKey[]> | undefined;

  async jwks(): Promise<{ keys: JWK[] }> {
    return { keys: (await this.#all()).map(({ publicJwk }) => publicJwk) };
  }

  /** From now on signs with a new key; the old one stays in the JWKS. */
  rotate(): void {
    const before = this.#all();
    this.#keys = Promise.all([makeKey(), before]).then(([key, keys]) => [key, ...keys.slice(0, 1)]);
  }

  async sign(claims: JWTPayload, flaw?: IdTokenFlaw): Promise<string> {
    const payload = { ...claims, ...(flaw ? CLAIM_FLAWS[flaw] : {}) };
    if (flaw === "alg-none") return `${encode({ alg: "none", typ: "JWT" })}.${encode(payload)}.`;
    const [key] = await this.#all();
    if (!key) throw new Error("There is no key to sign with.");
    const signing = flaw === "foreign-key" ? await makeKey() : key;
    const kid = flaw === "unknown-kid" ? "no-such-key" : key.kid;
    const token = await new SignJWT(payload)
      .setProtectedHeader({ alg: "RS256", kid, typ: "JWT" })
      .sign(signing.privateKey);
    if (flaw !== "tampered") return token;
    const [header, , signature] = token.split(".");
    return `${header}.${encode({ ...payload, sub: "somebody-else", email: "mallory@example.com" })}.${signature}`;
  }

  #all(): Promise<SigningKey[]> {
    this.#keys ??= makeKey().then((key) => [key]);
    return this.#keys;
  }
}

/** at_hash of an access token under RS256. */
export const hashOfToken = (accessToken: string): string =>
  createHash("sha256").update(accessToken).digest().subarray(0, 16).toString("base64url");
