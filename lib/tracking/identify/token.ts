import { createHmac, timingSafeEqual } from "node:crypto";
import { nowMs } from "@/lib/clock";
import { derivedKey } from "@/lib/secrets";

const KEY_INFO = "brand-automator identify token v1";
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const MAC_BYTES = 16;
/** How long a token may be used: a link in a message is opened days later. */
const LIFETIME_MS = 30 * 24 * 3_600_000;

const macOf = (tenantId: string, contactId: string, expiresS: string): Buffer =>
  createHmac("sha256", derivedKey(KEY_INFO))
    .update(`${tenantId}|${contactId}|${expiresS}`)
    .digest()
    .subarray(0, MAC_BYTES);

/**
 * A token by which a page may say who its visitor is: `ba("identify", token)`. It names a contact of one workspace for 30
 * days; nobody can make one up, and it says nothing about the person but this id.
 */
export function makeIdentifyToken(tenantId: string, contactId: string): string {
  const expiresS = Math.floor((nowMs() + LIFETIME_MS) / 1_000).toString(36);
  return `${contactId}.${expiresS}.${macOf(tenantId, contactId, expiresS).toString("base64url")}`;
}

/**
 * Reads a token that a page sent.
 * @param tenantId workspace of the site that it was sent to
 * @returns the contact's id; null for a token that is forged, of another workspace or too old
 */
export function readIdentifyToken(token: string, tenantId: string, atMs: number): string | null {
  const [contactId = "", expiresS = "", mac = ""] = token.split(".");
  if (!UUID.test(contactId) || !/^[0-9a-z]{1,10}$/.test(expiresS)) return null;
  const given = Buffer.from(mac, "base64url");
  const expected = macOf(tenantId, contactId, expiresS);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return Number.parseInt(expiresS, 36) * 1_000 >= atMs ? contactId : null;
}
