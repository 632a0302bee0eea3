import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { emailEnabled } from "@/lib/email";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/tenancy";
import { sessionCookieName, sessionIdFromCookie } from "./cookie";
import type { UserDto, WorkspaceDto } from "./schemas";
import { chooseMembership, type LiveSession, readLiveSession, readPendingSession } from "./sessions";

/** Name of the cookie in which a tab leaves its workspace for pages; calls of the API name theirs in X-Workspace-Id. */
export const WORKSPACE_COOKIE = "ba_workspace";

export interface PageSession {
  ctx: Ctx;
  user: UserDto;
  /** purgeAfterAt: when a closing one goes for good. */
  workspaces: (WorkspaceDto & { purgeAfterAt: string | null })[];
  /** The address is not confirmed yet, and a message can be sent to it. */
  asksToConfirm: boolean;
}

const LOGIN = "/auth/login";

const cookieSessionId = cache(async () =>
  sessionIdFromCookie((await cookies()).get(sessionCookieName())?.value),
);

/** The live session of this page's browser. Read once a request. */
const readSession = cache(async (): Promise<LiveSession | null> => {
  const sessionId = await cookieSessionId();
  return sessionId ? readLiveSession(sessionId) : null;
});

/** Who looks at this page and in which workspace; null when nobody is signed in. Read once a request. */
export const readPageSession = cache(async (): Promise<PageSession | null> => {
  const session = await readSession();
  if (!session) return null;
  const jar = await cookies();
  // A workspace the person has left since falls back to the default instead of locking them out of every page.
  const membership =
    chooseMembership(session, jar.get(WORKSPACE_COOKIE)?.value) ?? chooseMembership(session, null);
  if (!membership) return null;
  return {
    ctx: {
      tenantId: membership.tenantId,
      requestId: newId(),
      actor: { type: "user", userId: session.user.id, sessionId: session.sessionId, role: membership.role },
    },
    user: session.user,
    workspaces: session.memberships.map((m) => ({
      id: m.tenantId,
      name: m.tenantName,
      role: m.role,
      purgeAfterAt: m.purgeAfterAt?.toISOString() ?? null,
    })),
    asksToConfirm: !session.emailVerified && emailEnabled(),
  };
});

/**
 * The same for pages behind the sign-in. Everyone else is sent to the step that is missing: the sign-in, its second
 * factor, or a first workspace.
 */
export async function requirePageSession(): Promise<PageSession> {
  const session = await readPageSession();
  if (session) return session;
  if (await readSession()) redirect("/auth/no-workspace");
  redirect((await readPendingPerson()) ? "/auth/second-factor" : LOGIN);
}

/** Who waits for the second factor in this browser; null when nobody does. */
export async function readPendingPerson(): Promise<{ email: string } | null> {
  const sessionId = await cookieSessionId();
  return sessionId ? readPendingSession(sessionId) : null;
}

/** Somebody who is signed in and belongs to no workspace; sends everyone else to where they belong. */
export async function requireHomelessPerson(): Promise<{ email: string }> {
  const session = await readSession();
  if (!session) redirect(LOGIN);
  if (session.memberships.length > 0) redirect("/dashboard");
  return { email: session.user.email };
}

/** Whoever is signed in at this browser, in a workspace or in none; null when nobody is. */
export async function readSignedInPerson(): Promise<{ email: string } | null> {
  const session = await readSession();
  return session && { email: session.user.email };
}
