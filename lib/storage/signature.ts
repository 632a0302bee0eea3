import { createHmac, timingSafeEqual } from "node:crypto";
import { nowMs } from "@/lib/clock";
import { derivedKey } from "@/lib/secrets";
import type { SignedUrlOptions } from "./driver";

const EXPIRES_S_MAX = 7 * 24 * 3_600;
const KEY_INFO = "brand-automator storage url v1";

/** What a signature stands for; every part is in the URL. */
export interface SignedParts {
  key: string;
  /** Seconds since 1970. */
  expires: number;
  /** "inline" or "attachment". */
  show: string;
  /** File name for "Save as"; empty for none. */
  name: string;
  /** Media type instead of the stored one; empty for none. */
  type: string;
}

const signatureOf = ({ key, expires, show, name, type }: SignedParts): Buffer =>
  createHmac("sha256", derivedKey(KEY_INFO))
    .update(JSON.stringify([key, expires, show, name, type]))
    .digest();

/** @throws Error for a time that is not within a second and a week */
export function signedPath(key: string, options: SignedUrlOptions): string {
  const { expiresS, contentDisposition, contentType = "" } = options;
  if (!Number.isInteger(expiresS) || expiresS < 1 || expiresS > EXPIRES_S_MAX)
    throw new Error(`A signed address lasts from 1 to ${EXPIRES_S_MAX} seconds.`);
  const parts: SignedParts = {
    key,
    expires: Math.floor(nowMs() / 1_000) + expiresS,
    show: contentDisposition?.kind ?? "attachment",
    name: contentDisposition?.fileName ?? "",
    type: contentType,
  };
  const query = new URLSearchParams({ expires: String(parts.expires), show: parts.show });
  if (parts.name) query.set("name", parts.name);
  if (parts.type) query.set("type", parts.type);
  query.set("signature", signatureOf(parts).toString("base64url"));
  return `/api/files/${key}?${query.toString()}`;
}

/** Whether a signature is ours and its time has not passed; compared in constant time. */
export function isSignatureGood(parts: SignedParts, signature: string): boolean {
  const given = Buffer.from(signature, "base64url");
  const right = signatureOf(parts);
  const same = given.length === right.length && timingSafeEqual(given, right);
  return same && parts.expires * 1_000 > nowMs();
}
