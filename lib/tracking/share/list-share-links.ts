import { behind, cutPage } from "@/lib/paging";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { getSiteFacts } from "../sites/internal";
import { shareLinkSelect, toShareLinkDto } from "./internal";
import { ListShareLinksQuery, type ShareLinkList } from "./schemas";

/** Links of a website, newest first, revoked ones too. @throws AppError forbidden | not_found */
export async function listShareLinks(
  ctx: Ctx,
  siteId: string,
  query: ListShareLinksQuery = {},
): Promise<ShareLinkList> {
  requirePermission(ctx, "sharing.read");
  const { cursor, limit } = ListShareLinksQuery.parse(query);
  return withTenant(ctx, async (db) => {
    await getSiteFacts(db, ctx, siteId);
    const rows = await db.shareLink.findMany({
      where: { tenantId: ctx.tenantId, siteId, ...behind(cursor) },
      orderBy: { id: "desc" },
      take: limit + 1,
      select: shareLinkSelect,
    });
    return cutPage(rows, limit, toShareLinkDto);
  });
}
