import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/tenancy";
import { sessionCookieName, sessionIdFromCookie } from "./cookie";
import type { UserDto, WorkspaceDto } from "./schemas";
import { chooseMembership, readLiveSession } from "./sessions";

/** Name of the cookie in which a tab leaves its workspace for pages; calls of the API name theirs in X-Workspace-Id. */
export const WORKSPACE_COOKIE = "ba_workspace";

export interface PageSession {
  ctx: Ctx;
  user: UserDto;
  workspaces: WorkspaceDto[];
}

/** Who looks at this page and in which workspace; null when nobody is signed in. Read once a request. */
export const readPageSession = cache(async (): Promise<PageSession | null> => {
  const jar = await cookies();
  const sessionId = await sessionIdFromCookie(jar.get(sessionCookieName())?.value);
  const session = sessionId ? await readLiveSession(sessionId) : null;
  if (!session) return null;
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
    workspaces: session.memberships.map((m) => ({ id: m.tenantId, name: m.tenantName, role: m.role })),
  };
});

/** The same for pages behind the sign-in: sends everyone else to /auth/login. */
export async function requirePageSession(): Promise<PageSession> {
  const session = await readPageSession();
  if (!session) redirect("/auth/login");
  return session;
}
