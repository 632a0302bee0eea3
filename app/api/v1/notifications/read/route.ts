import { tenantRoute } from "@/lib/http";
import { markNotificationsRead } from "@/lib/notifications";
import { MarkNotificationsReadInput, MarkNotificationsReadOutput } from "@/lib/notifications/schemas";

export const POST = tenantRoute({
  permission: "notifications.write",
  input: { body: MarkNotificationsReadInput },
  output: MarkNotificationsReadOutput,
  summary: "Mark notifications as read",
  description: "The given ones of your own, or all without ids.",
  handle: (ctx, { body }) => markNotificationsRead(ctx, body),
});
