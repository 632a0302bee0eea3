import { hash, randomBytes } from "node:crypto";

/** Cookie of a visitor who agreed to be recognised; it holds 128 random bits and nothing else. */
export const VISITOR_COOKIE = "ba_v";
/** 13 months, the longest that the French regulator's guidance allows for such a cookie; a month here has 30.4 days. */
const COOKIE_MAX_AGE_S = 395 * 24 * 3_600;
const VALUE = /(?:^|;\s*)ba_v=([A-Za-z0-9_-]{22})(?:;|$)/;
const VALUE_BYTES = 16;

/** The cookie's value out of a Cookie header; null where there is none. */
export const cookieValue = (header: string | undefined): string | null =>
  header === undefined ? null : (VALUE.exec(header)?.[1] ?? null);

export const newCookieValue = (): string => randomBytes(VALUE_BYTES).toString("base64url");

/** The visitor key behind a cookie: 8 bytes of a hash with the site's number, so that sites cannot be compared. */
export const cookieKey = (siteNo: number, value: string): string =>
  hash("sha256", `ba_v|${siteNo}|${value}`, "buffer").readBigInt64BE(0).toString();

/**
 * A Set-Cookie header. Pages usually live on another host than the collector, so the cookie must be sent from there
 * (SameSite=None), which browsers allow only over https.
 * @param value null takes the cookie away
 */
export function visitorCookie(value: string | null, isHttps: boolean): string {
  const where = isHttps ? "SameSite=None; Secure" : "SameSite=Lax";
  return `${VISITOR_COOKIE}=${value ?? ""}; Path=/; Max-Age=${value === null ? 0 : COOKIE_MAX_AGE_S}; HttpOnly; ${where}`;
}
