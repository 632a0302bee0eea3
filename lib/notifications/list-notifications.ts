import { behind, cutPage } from "@/lib/paging";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { countUnread, notificationSelect, ownerOf, toNotificationDto } from "./internal";
import { ListNotificationsQuery, type NotificationList } from "./schemas";

/** The caller's own notifications in this workspace, newest first, with how many are unread in all. */
export async function listNotifications(
  ctx: Ctx,
  query: ListNotificationsQuery = {},
): Promise<NotificationList> {
  requirePermission(ctx, "notifications.read");
  const userId = ownerOf(ctx);
  const { cursor, limit, unread } = ListNotificationsQuery.parse(query);
  return withTenant(ctx, async (db) => {
    const rows = await db.notification.findMany({
      where: {
        tenantId: ctx.tenantId,
        userId,
        ...(unread === "true" ? { readAt: null } : {}),
        ...behind(cursor),
      },
      orderBy: { id: "desc" },
      take: limit + 1,
      select: notificationSelect,
    });
    return { ...cutPage(rows, limit, toNotificationDto), unreadCount: await countUnread(db, ctx, userId) };
  });
}
