import { now } from "@/lib/clock";
import { newId } from "@/lib/ids";
import { publicCtx, withTenant } from "@/lib/tenancy";
import { openLink } from "./open-link";
import type { SharedSiteDto } from "./schemas";
import { isUnlocked } from "./unlock-cookie";

/**
 * What the page of a link shows first. A view counts once the password is given.
 * @param headers of the request, for the cookie of a browser that gave the password
 * @throws AppError not_found | gone
 */
export async function readSharedSite(token: string, headers: Headers): Promise<SharedSiteDto> {
  const link = await openLink(token);
  const isLocked = !isUnlocked(link, headers);
  if (!isLocked) {
    const { tenantId, id } = link;
    await withTenant(publicCtx(tenantId, `share:${id}`, newId()), (db) =>
      db.shareLink.updateMany({
        where: { tenantId, id },
        data: { lastViewedAt: now(), viewCount: { increment: 1 } },
      }),
    );
  }
  return {
    // Without the password nothing but the question for it.
    siteId: isLocked ? null : link.site.id,
    siteName: isLocked ? "" : link.site.name,
    domain: isLocked ? "" : link.site.domain,
    timeZone: link.site.timeZone,
    isLocked,
    expiresAt: link.expiresAt?.toISOString() ?? null,
    firstEventAt: isLocked ? null : (link.site.firstEventAt?.toISOString() ?? null),
  };
}
