import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { getSiteOrThrow } from "../sites/internal";
import { rebuildSelect, toRebuildDto } from "./internal";
import type { RebuildList } from "./schemas";

const SHOWN_MAX = 50;

/** Days of a website that were counted again, the latest first. @throws AppError forbidden | not_found */
export async function listRebuilds(ctx: Ctx, siteId: string): Promise<RebuildList> {
  requirePermission(ctx, "sites.write");
  return withTenant(ctx, async (db) => {
    await getSiteOrThrow(db, ctx, siteId);
    const rows = await db.siteRebuild.findMany({
      where: { tenantId: ctx.tenantId, siteId },
      orderBy: { id: "desc" },
      take: SHOWN_MAX,
      select: rebuildSelect,
    });
    return { items: rows.map(toRebuildDto) };
  });
}
