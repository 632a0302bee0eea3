import { behind, cutPage } from "@/lib/paging";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { getSiteFacts } from "../sites/internal";
import { importSelect, toImportDto } from "./internal";
import { ListImportsQuery, type SiteImportList } from "./schemas";

/** Imports of a website, newest first. @throws AppError forbidden | not_found */
export async function listImports(
  ctx: Ctx,
  siteId: string,
  query: ListImportsQuery = {},
): Promise<SiteImportList> {
  requirePermission(ctx, "imports.read");
  const { cursor, limit } = ListImportsQuery.parse(query);
  return withTenant(ctx, async (db) => {
    await getSiteFacts(db, ctx, siteId);
    const rows = await db.siteImport.findMany({
      where: { tenantId: ctx.tenantId, siteId, ...behind(cursor) },
      orderBy: { id: "desc" },
      take: limit + 1,
      select: importSelect,
    });
    const counts = await db.siteImportRow.groupBy({
      by: ["importId"],
      where: { tenantId: ctx.tenantId, importId: { in: rows.map((row) => row.id) }, isApplied: true },
      _count: { _all: true },
    });
    const doneOf = new Map(counts.map((count) => [count.importId, count._count._all]));
    return cutPage(rows, limit, (row) => toImportDto(row, doneOf.get(row.id) ?? 0));
  });
}
