import { notifyMembers } from "@/lib/notifications";
import type { Ctx } from "@/lib/tenancy";

/** Tells everyone who can mend it that the forwarding has paused. @param occasion makes a second telling of the same pause harmless */
export const tellAdmins = (ctx: Ctx, occasion: string, reason: string): Promise<void> =>
  notifyMembers(ctx, "posthog.write", {
    kind: "posthog",
    title: "Forwarding to PostHog has paused",
    body: `${reason} Nothing is lost: what waits is sent once this is mended.`,
    href: "/settings/posthog",
    dedupeKey: `posthog:${occasion}`,
  });
