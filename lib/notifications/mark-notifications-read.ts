import { now } from "@/lib/clock";
import { publishLive } from "@/lib/live";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { countUnread, ownerOf } from "./internal";
import { MarkNotificationsReadInput, type MarkNotificationsReadOutput } from "./schemas";

/**
 * Marks the caller's own notifications as read: the given ones, or all. Ids of other people change nothing, and what was
 * read keeps its time. Not audited: it changes nothing that anybody else sees.
 */
export async function markNotificationsRead(
  ctx: Ctx,
  input: MarkNotificationsReadInput,
): Promise<MarkNotificationsReadOutput> {
  requirePermission(ctx, "notifications.write");
  const userId = ownerOf(ctx);
  const { ids } = MarkNotificationsReadInput.parse(input);
  return withTenant(ctx, async (db) => {
    await db.notification.updateMany({
      where: {
        tenantId: ctx.tenantId,
        userId,
        readAt: null,
        ...(ids === undefined ? {} : { id: { in: ids } }),
      },
      data: { readAt: now() },
    });
    await publishLive(db, ctx.tenantId, { topic: "notifications.changed", userId });
    return { unreadCount: await countUnread(db, ctx, userId) };
  });
}
