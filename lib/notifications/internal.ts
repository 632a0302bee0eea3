import type { Prisma, TenantDb } from "@/lib/db";
import { forbidden } from "@/lib/errors";
import type { Ctx } from "@/lib/tenancy";
import { type NotificationDto, NotificationKind } from "./schemas";

export const notificationSelect = {
  id: true,
  kind: true,
  title: true,
  body: true,
  href: true,
  readAt: true,
  createdAt: true,
} satisfies Prisma.NotificationSelect;

type Row = Prisma.NotificationGetPayload<{ select: typeof notificationSelect }>;

export const toNotificationDto = (row: Row): NotificationDto => ({
  ...row,
  kind: NotificationKind.parse(row.kind),
  readAt: row.readAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});

/** Notifications belong to a person; keys and jobs have none. @throws AppError forbidden */
export function ownerOf(ctx: Ctx): string {
  if (ctx.actor.type !== "user") throw forbidden("Notifications belong to a person; sign in as one.");
  return ctx.actor.userId;
}

/** How many of a person's notifications in this workspace wait to be read. */
export const countUnread = (db: TenantDb, ctx: Ctx, userId: string): Promise<number> =>
  db.notification.count({ where: { tenantId: ctx.tenantId, userId, readAt: null } });
