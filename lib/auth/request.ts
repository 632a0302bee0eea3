import { unauthenticated } from "@/lib/errors";
import { readCookie, sessionCookieName, sessionIdFromCookie } from "./cookie";
import { type LiveSession, readLiveSession } from "./sessions";

/**
 * The live session of an HTTP request, from its cookie.
 * @throws AppError unauthenticated
 */
export async function authenticateRequest(request: Request): Promise<LiveSession> {
  const sessionId = await sessionIdFromCookie(readCookie(request.headers.get("cookie"), sessionCookieName()));
  const session = sessionId ? await readLiveSession(sessionId) : null;
  if (!session) throw unauthenticated();
  return session;
}
