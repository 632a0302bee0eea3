import { now } from "@/lib/clock";
import { newId } from "@/lib/ids";
import { publishLive } from "@/lib/live";
import { type Ctx, type Role, roleCan, ROLES, withTenant } from "@/lib/tenancy";

const menders: Role[] = ROLES.filter((role) => roleCan(role, "posthog.write"));

/** Tells everyone who can mend it that the forwarding has paused. @param occasion makes a second telling of the same pause harmless */
export async function tellAdmins(ctx: Ctx, occasion: string, reason: string): Promise<void> {
  await withTenant(ctx, async (db) => {
    const members = await db.membership.findMany({
      where: { tenantId: ctx.tenantId, isActive: true, role: { in: menders } },
      select: { userId: true },
    });
    await db.notification.createMany({
      data: members.map(({ userId }) => ({
        id: newId(),
        tenantId: ctx.tenantId,
        userId,
        kind: "posthog",
        title: "Forwarding to PostHog has paused",
        body: `${reason} Nothing is lost: what waits is sent once this is mended.`,
        href: "/settings/posthog",
        dedupeKey: `posthog:${occasion}`,
        createdAt: now(),
      })),
      skipDuplicates: true,
    });
    await publishLive(db, ctx.tenantId, { topic: "notifications.changed" });
  });
}
