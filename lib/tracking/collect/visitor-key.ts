import { hash } from "node:crypto";
import { siteDay, VISIT_GAP_MS } from "../time/site-day";
import { RecentMap } from "@/lib/recent-map";

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
const MESSAGE_BYTES_MAX = 4_096;

const RECENT_VISITORS_MAX = 50_000;

/**
 * A day's salt, laid out as HMAC (RFC 2104) needs it: the two padded keys, each with room for what is hashed behind it;
 * and the visitors of the last moments, since one visitor sends several events in a row.
 */
export type SaltKey = { inner: Buffer; outer: Buffer; recent: RecentMap<string, string> };

/** @param salt at most 64 bytes */
export function saltKey(salt: Buffer): SaltKey {
  const inner = Buffer.alloc(BLOCK_BYTES + MESSAGE_BYTES_MAX, 0);
  const outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES, 0);
  for (let i = 0; i < BLOCK_BYTES; i += 1) {
    const byte = salt[i] ?? 0;
    inner[i] = byte ^ 0x36;
    outer[i] = byte ^ 0x5c;
  }
  return { inner, outer, recent: new RecentMap(RECENT_VISITORS_MAX) };
}

/**
 * The cookieless visitor key: the first 8 bytes of HMAC-SHA256(salt of the site-local day, site | address | user agent),
 * as signed decimal text for a bigint column. The address itself is kept nowhere.
 * Two one-shot hashes instead of an Hmac object: a third of the time on the collector's busiest path.
 */
export function visitorKey(salt: SaltKey, siteNo: number, address: string, userAgent: string): string {
  const message = `${siteNo}|${address}|${userAgent}`;
  const known = salt.recent.get(message);
  if (known !== undefined) return known;
  const sizeBytes = salt.inner.write(message, BLOCK_BYTES, "utf8");
  hash("sha256", salt.inner.subarray(0, BLOCK_BYTES + sizeBytes), "buffer").copy(salt.outer, BLOCK_BYTES);
  const key = hash("sha256", salt.outer, "buffer").readBigInt64BE(0).toString();
  salt.recent.set(message, key);
  return key;
}

/**
 * The days whose salts matter for an event: its own, and in the first half hour of a day the day before too, so that a
 * visit goes on over midnight.
 */
export function keyDays(timeZone: string, occurredAtMs: number): { day: string; priorDay: string | null } {
  const day = siteDay(timeZone, occurredAtMs);
  const before = siteDay(timeZone, occurredAtMs - VISIT_GAP_MS);
  return { day, priorDay: before === day ? null : before };
}
