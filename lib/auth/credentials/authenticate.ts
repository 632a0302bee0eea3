import { unauthenticated } from "@/lib/errors";
import { readLiveKey } from "../api-keys/read-live-key";
import { looksLikeKey } from "../api-keys/key-text";
import { readCookie, sessionCookieName, sessionIdFromCookie } from "../cookie";
import { readLiveSession } from "../sessions";
import { verifyAccessToken } from "../tokens/access-token";
import type { Credential } from "./types";

const BEARER = /^Bearer +([\x21-\x7e]{1,4096})$/i;

/**
 * Who sends a request. An Authorization header decides alone: a wrong one never falls back to the cookie.
 * Whatever it is, its row is read now, so that revoking, deactivating and removing work within one request.
 * @throws AppError unauthenticated
 */
export async function authenticate(request: Pick<Request, "headers">): Promise<Credential> {
  const header = request.headers.get("authorization");
  if (header === null) return fromCookie(request);
  const text = BEARER.exec(header.trim())?.[1];
  if (text === undefined)
    throw unauthenticated("The Authorization header must read: Bearer, a space, and a token or key.");
  return looksLikeKey(text) ? fromKey(text) : fromToken(text);
}

async function fromCookie(request: Pick<Request, "headers">): Promise<Credential> {
  const sessionId = await sessionIdFromCookie(readCookie(request.headers.get("cookie"), sessionCookieName()));
  const session = sessionId ? await readLiveSession(sessionId) : null;
  if (session?.kind !== "web") throw unauthenticated();
  return { kind: "session", session };
}

async function fromToken(text: string): Promise<Credential> {
  const claims = await verifyAccessToken(text);
  const session = claims && (await readLiveSession(claims.sessionId));
  if (session?.kind !== "api" || session.user.id !== claims?.userId)
    throw unauthenticated("This access token is not valid: it has run out, was revoked, or is none of ours.");
  return { kind: "token", session, tenantId: claims.tenantId };
}

async function fromKey(text: string): Promise<Credential> {
  const key = await readLiveKey(text);
  if (!key)
    throw unauthenticated("This API key is not valid: it was revoked, has run out, or is none of ours.");
  return { kind: "key", key };
}
