import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";

/** Whether browsers reach us by https; then the cookie is Secure and carries the prefix that enforces it. */
export const isSecure = (): boolean => env().APP_URL.startsWith("https://");

/** Name of the session cookie. */
export const sessionCookieName = (): string => (isSecure() ? "__Secure-ba.session" : "ba.session");

/** The session id inside the encrypted cookie; null for a missing, forged or expired one. */
export async function sessionIdFromCookie(value: string | undefined): Promise<string | null> {
  if (!value) return null;
  try {
    const token = await decode({ token: value, secret: env().NEXTAUTH_SECRET });
    return typeof token?.sessionId === "string" ? token.sessionId : null;
  } catch {
    return null; // not ours, or of another secret: the same as no cookie
  }
}

/** The Set-Cookie header that carries a session, as next-auth writes it. */
export async function sessionCookie(sessionId: string): Promise<string> {
  const maxAgeS = env().SESSION_MAX_AGE_DAYS * 24 * 3_600;
  const token = await encode({ token: { sessionId }, secret: env().NEXTAUTH_SECRET, maxAge: maxAgeS });
  return `${sessionCookieName()}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeS}${isSecure() ? "; Secure" : ""}`;
}

/** The session id of a request's cookie; null without a good one. Says nothing of whether the session lives. */
export const sessionIdOf = (headers: Headers): Promise<string | null> =>
  sessionIdFromCookie(readCookie(headers.get("cookie"), sessionCookieName()));

/** One cookie out of a Cookie header. */
export function readCookie(header: string | null, name: string): string | undefined {
  for (const part of header?.split(";") ?? []) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return decoded(part.slice(at + 1).trim());
  }
  return undefined;
}

/** A value with broken percent signs is none of ours: the same as no cookie. */
function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
