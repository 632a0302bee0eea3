import { tenantRoute } from "@/lib/http";
import { markNotificationsRead } from "@/lib/notifications";
import { MarkNotificationsReadInput, MarkNotificationsReadOutput } from "@/lib/notifications/schemas";

export const POST = tenantRoute({
  permission: "notifications.write",
  input: { body: MarkNotificationsReadInput },
  output: MarkNotificationsReadOutput,
  summary: "Mark own notifications as read: the given ones, or all",
  handle: (ctx, { body }) => markNotificationsRead(ctx, body),
});
