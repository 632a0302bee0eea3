import { systemDb } from "@/lib/db";

/** The workspace that a session starts in. */
export async function defaultTenantOf(sessionId: string): Promise<string | null> {
  const session = await systemDb().session.findUnique({
    where: { id: sessionId },
    select: { defaultTenantId: true },
  });
  return session?.defaultTenantId ?? null;
}

/** Lets all open sessions of a person start in a workspace. The caller has checked that they belong to it. */
export async function setDefaultTenant(userId: string, tenantId: string): Promise<void> {
  await systemDb().session.updateMany({
    where: { userId, revokedAt: null, kind: "web" },
    data: { defaultTenantId: tenantId },
  });
}
