import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { OBJECTS_A_SITE_MAX, type FunnelList } from "../report-schemas";
import { getSiteOrThrow } from "../sites/internal";
import { funnelSelect, toFunnelDto } from "./internal";

/** Funnels of a website by name. @throws AppError not_found */
export async function listFunnels(ctx: Ctx, siteId: string): Promise<FunnelList> {
  requirePermission(ctx, "reports.read");
  return withTenant(ctx, async (db) => {
    await getSiteOrThrow(db, ctx, siteId);
    const rows = await db.funnel.findMany({
      where: {
        tenantId: ctx.tenantId,
        siteId,
      },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: OBJECTS_A_SITE_MAX,
      select: funnelSelect,
    });
    return { items: rows.map(toFunnelDto) };
  });
}
