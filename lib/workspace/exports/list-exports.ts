import { behind, cutPage } from "@/lib/paging";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { readPeople } from "../people/read-people";
import { type ExportList, ListExportsQuery } from "../schemas";
import { exportSelect, toExportDto } from "./internal";

/** Exports of the workspace, newest first. @throws AppError forbidden */
export async function listExports(ctx: Ctx, query: ListExportsQuery = {}): Promise<ExportList> {
  requirePermission(ctx, "exports.read");
  const { cursor, limit } = ListExportsQuery.parse(query);
  const rows = await withTenant(ctx, (db) =>
    db.workspaceExport.findMany({
      where: { tenantId: ctx.tenantId, ...behind(cursor) },
      orderBy: { id: "desc" },
      take: limit + 1,
      select: exportSelect,
    }),
  );
  const people = await readPeople(rows.map((row) => row.requestedByUserId));
  return cutPage(rows, limit, (row) => toExportDto(row, people));
}
