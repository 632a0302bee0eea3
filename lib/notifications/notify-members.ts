import { now } from "@/lib/clock";
import { newId } from "@/lib/ids";
import { publishLive } from "@/lib/live";
import { type Ctx, type Permission, roleCan, ROLES, withTenant } from "@/lib/tenancy";
import type { NotificationKind } from "./schemas";

/** What members are told. */
export interface Notice {
  kind: NotificationKind;
  title: string;
  body: string;
  /** Where it leads: a path of the product. */
  href: string;
  /** Names the occasion: nobody is told of it twice, however often the job runs. */
  dedupeKey: string;
}

/**
 * Tells every active member whose role may do something about it, in the caller's transaction where ctx has one.
 * @param permission what a member has to hold to be told
 */
export async function notifyMembers(ctx: Ctx, permission: Permission, notice: Notice): Promise<void> {
  await withTenant(ctx, async (db) => {
    const roles = ROLES.filter((role) => roleCan(role, permission));
    const members = await db.membership.findMany({
      where: { tenantId: ctx.tenantId, isActive: true, role: { in: roles } },
      select: { userId: true },
    });
    const { kind, title, body, href, dedupeKey } = notice;
    await db.notification.createMany({
      data: members.map(({ userId }) => ({
        id: newId(),
        tenantId: ctx.tenantId,
        userId,
        kind,
        title,
        body,
        href,
        dedupeKey,
        createdAt: now(),
      })),
      skipDuplicates: true,
    });
    await publishLive(db, ctx.tenantId, { topic: "notifications.changed" });
  });
}
