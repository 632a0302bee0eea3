import type { TenantDb } from "@/lib/db";
import { conflict } from "@/lib/errors";

/**
 * Queues changes of one workspace's members behind each other until the transaction ends. Whoever locks several
 * workspaces does so in the order of their ids. Rows that merely refer to the workspace are not held up.
 */
export async function lockMembers(db: TenantDb, tenantId: string): Promise<void> {
  await db.$queryRaw`SELECT id FROM tenants WHERE id = ${tenantId}::uuid FOR NO KEY UPDATE`;
}

/**
 * Every workspace keeps at least one active owner. Call lockMembers first: two owners who leave at the same moment would
 * otherwise each count the other.
 * @param userId who stops being an active owner
 * @throws AppError conflict when nobody else is an active owner
 */
export async function requireAnotherOwner(db: TenantDb, tenantId: string, userId: string): Promise<void> {
  const others = await db.membership.count({
    where: { tenantId, role: "owner", isActive: true, userId: { not: userId } },
  });
  if (others === 0)
    throw conflict(
      "A workspace needs an active owner. Make someone else an owner first, or delete the workspace.",
    );
}
