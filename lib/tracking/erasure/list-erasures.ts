import { behind, cutPage } from "@/lib/paging";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { getSiteFacts } from "../sites/internal";
import { erasureSelect, toErasureDto } from "./internal";
import { type ErasureList, ListErasuresQuery } from "./schemas";

/** Erasures of a website with their receipts, newest first. @throws AppError forbidden | not_found */
export async function listErasures(
  ctx: Ctx,
  siteId: string,
  query: ListErasuresQuery = {},
): Promise<ErasureList> {
  requirePermission(ctx, "erasures.read");
  const { cursor, limit } = ListErasuresQuery.parse(query);
  return withTenant(ctx, async (db) => {
    await getSiteFacts(db, ctx, siteId);
    const rows = await db.erasure.findMany({
      where: { tenantId: ctx.tenantId, siteId, ...behind(cursor) },
      orderBy: { id: "desc" },
      take: limit + 1,
      select: erasureSelect,
    });
    return cutPage(rows, limit, toErasureDto);
  });
}
