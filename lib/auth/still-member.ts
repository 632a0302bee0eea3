import { readLiveSession } from "./sessions";

/** Whether a session is still good and its person still belongs to a workspace that is open: for connections that last. */
export async function isStillMember(sessionId: string, tenantId: string): Promise<boolean> {
  const session = await readLiveSession(sessionId);
  return session?.memberships.some((one) => one.tenantId === tenantId && one.purgeAfterAt === null) ?? false;
}
