import { behind, cutPage } from "@/lib/paging";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { type CompanyList, ListCompaniesQuery } from "./schemas";

/** Companies of the workspace, newest first; one of them is the default. */
export async function listCompanies(ctx: Ctx, query: ListCompaniesQuery = {}): Promise<CompanyList> {
  requirePermission(ctx, "companies.read");
  const { cursor, limit } = ListCompaniesQuery.parse(query);
  return withTenant(ctx, async (db) => {
    const rows = await db.company.findMany({
      where: { tenantId: ctx.tenantId, ...behind(cursor) },
      orderBy: { id: "desc" },
      take: limit + 1,
      select: { id: true, name: true, isDefault: true, createdAt: true },
    });
    return cutPage(rows, limit, (row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
  });
}
