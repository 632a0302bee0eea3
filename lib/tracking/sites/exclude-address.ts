import { emitAudit } from "@/lib/audit";
import { conflict } from "@/lib/errors";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { homeRange } from "./address-range";
import { getSiteOrThrow, siteSelect, toSiteDto } from "./internal";
import { EXCLUDED_ADDRESSES_MAX, type SiteDto } from "./schemas";

/**
 * Stops counting visits from the caller's own address (with IPv6 from its network). Asking again changes nothing.
 * @param address the caller's network address, as the route knows it
 * @throws AppError forbidden | not_found | conflict (unknown address, list full)
 */
export async function excludeAddress(ctx: Ctx, siteId: string, address: string): Promise<SiteDto> {
  requirePermission(ctx, "sites.write");
  const range = homeRange(address);
  if (range === null) throw conflict("Your address is not known here. Enter it yourself.");
  return withTenant(ctx, async (db) => {
    const before = toSiteDto(await getSiteOrThrow(db, ctx, siteId));
    if (before.excludedAddresses.includes(range)) return before;
    if (before.excludedAddresses.length >= EXCLUDED_ADDRESSES_MAX)
      throw conflict(`A website can have ${EXCLUDED_ADDRESSES_MAX} exclusions; remove one first.`);
    const row = await db.site.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id: siteId } },
      data: { excludedAddresses: [...before.excludedAddresses, range] },
      select: siteSelect,
    });
    const after = toSiteDto(row);
    await emitAudit(db, ctx, { action: "site.update", entityType: "site", entityId: siteId, before, after });
    return after;
  });
}
