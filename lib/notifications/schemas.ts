/** Shapes of notifications that the browser may import too: zod and types only. */
import { z } from "zod";

/** What a notification tells of. */
export const NotificationKind = z.enum(["request", "domain", "posthog"]);
export type NotificationKind = z.infer<typeof NotificationKind>;

export const NotificationDto = z.object({
  id: z.uuid(),
  kind: NotificationKind,
  title: z.string(),
  body: z.string(),
  /** Path inside the product. */
  href: z.string(),
  readAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type NotificationDto = z.infer<typeof NotificationDto>;

export const ListNotificationsQuery = z.object({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  /** "true" leaves out what was read. */
  unread: z.enum(["true", "false"]).optional(),
});
export type ListNotificationsQuery = z.input<typeof ListNotificationsQuery>;

export const NotificationList = z.object({
  items: z.array(NotificationDto),
  nextCursor: z.string().nullable(),
  /** All unread ones of the person in this workspace, not only those listed. */
  unreadCount: z.number().int().nonnegative(),
});
export type NotificationList = z.infer<typeof NotificationList>;

export const MarkNotificationsReadInput = z.strictObject({
  /** Without ids: all. Ids of others are passed over. */
  ids: z.array(z.uuid()).min(1).max(100).optional(),
});
export type MarkNotificationsReadInput = z.input<typeof MarkNotificationsReadInput>;

export const MarkNotificationsReadOutput = z.object({ unreadCount: z.number().int().nonnegative() });
export type MarkNotificationsReadOutput = z.infer<typeof MarkNotificationsReadOutput>;
