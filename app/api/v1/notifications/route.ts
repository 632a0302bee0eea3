import { tenantRoute } from "@/lib/http";
import { listNotifications } from "@/lib/notifications";
import { ListNotificationsQuery, NotificationList } from "@/lib/notifications/schemas";

export const GET = tenantRoute({
  permission: "notifications.read",
  input: { query: ListNotificationsQuery },
  output: NotificationList,
  summary: "List your notifications",
  handle: (ctx, { query }) => listNotifications(ctx, query),
});
