import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { keyRing } from "./keys";

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FORM = /^v1\.([A-Za-z0-9_-]{1,32})\.([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{22,})$/;

/** A sealed value that cannot be opened. The text never holds any of it. */
export class SecretsError extends Error {
  override name = "SecretsError";
}

// The form and the purpose are authenticated with the text: moved to another column, a value does not open.
const boundTo = (purpose: string): Buffer => Buffer.from(`v1.${purpose}`, "utf8");

/**
 * Encrypts a text with the newest key: AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D, 8.2.2).
 * @param purpose what the value is for, e.g. "outgoing_emails.params"; opening needs the same one
 * @returns `v1.<keyId>.<nonce>.<ciphertext and tag>`, the last two in base64url
 * @throws EnvError when ENCRYPTION_KEYS is absent or wrong
 */
export function seal(plain: string, purpose: string): string {
  const { newestId, keys } = keyRing();
  const key = keys.get(newestId);
  if (!key) throw new SecretsError("There is no key to encrypt with.");
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(boundTo(purpose));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `v1.${newestId}.${nonce.toString("base64url")}.${sealed.toString("base64url")}`;
}

/**
 * Decrypts what seal made for the same purpose, with whichever of ENCRYPTION_KEYS it was made.
 * @throws SecretsError when it is no sealed value, its key is gone, or it was changed or made for another purpose
 */
export function open(sealed: string, purpose: string): string {
  const [, keyId = "", nonce = "", text = ""] = FORM.exec(sealed) ?? [];
  if (keyId === "") throw new SecretsError("This is not a sealed value.");
  const key = keyRing().keys.get(keyId);
  if (!key)
    throw new SecretsError(`A sealed value needs the key ${keyId}, which is not among ENCRYPTION_KEYS.`);
  const bytes = Buffer.from(text, "base64url");
  const decipher = createDecipheriv(CIPHER, key, Buffer.from(nonce, "base64url"), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(boundTo(purpose)).setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch {
    throw new SecretsError("A sealed value was changed, or was made for another purpose.");
  }
}
