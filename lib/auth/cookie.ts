import { decode } from "next-auth/jwt";
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
