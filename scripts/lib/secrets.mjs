import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readJson, writeJson } from "./files.mjs";
import { PlainError } from "./say.mjs";

const urlSafe = (bytes) => randomBytes(bytes).toString("base64url");

/** A P-256 private key for ES256: PKCS8 in DER, as base64. */
const signingKey = () =>
  generateKeyPairSync("ec", { namedCurve: "P-256" })
    .privateKey.export({ type: "pkcs8", format: "der" })
    .toString("base64");

const makers = {
  nextauthSecret: () => urlSafe(32),
  encryptionKeys: () => `k1:${randomBytes(32).toString("base64")}`,
  jwtKeys: () => `${randomBytes(6).toString("hex")}:${signingKey()}`,
  postgresPassword: () => urlSafe(24),
  ownerPassword: () => urlSafe(24),
  userPassword: () => urlSafe(24),
  systemPassword: () => urlSafe(24),
  queuePassword: () => urlSafe(24),
};

/**
 * The secrets of one data folder, made once and kept in `file` (mode 0600).
 * @returns {Record<keyof typeof makers, string>}
 */
export function loadSecrets(file) {
  const stored = readJson(file);
  if (!stored && existsSync(file))
    throw new PlainError(`${file} cannot be read; mend it, or delete it with the data folder.`);
  const missing = Object.keys(makers).filter((name) => !stored?.[name]);
  if (missing.length === 0) return stored;
  const secrets = { ...stored, ...Object.fromEntries(missing.map((name) => [name, makers[name]()])) };
  writeJson(file, secrets);
  return secrets;
}
