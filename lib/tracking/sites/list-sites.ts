import { behind, cutPage } from "@/lib/paging";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { ListSitesQuery, type SiteList } from "../schemas";
import { siteSelect, toSiteDto } from "./internal";

/** Websites of the workspace, newest first. */
export async function listSites(ctx: Ctx, query: ListSitesQuery = {}): Promise<SiteList> {
  requirePermission(ctx, "sites.read");
  const { cursor, limit } = ListSitesQuery.parse(query);
  return withTenant(ctx, async (db) => {
    const rows = await db.site.findMany({
      where: { tenantId: ctx.tenantId, deletedAt: null, ...behind(cursor) },
      orderBy: { id: "desc" },
      take: limit + 1,
      select: siteSelect,
    });
    return cutPage(rows, limit, toSiteDto);
  });
}
