import { cutPage } from "@/lib/paging";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { type AuditList, ListAuditQuery } from "../schemas";
import { readNames, toAuditLine } from "./name-lines";
import { readLines } from "./read-lines";

/** Who did what in the workspace, newest first. @throws AppError forbidden */
export async function listAudit(ctx: Ctx, query: ListAuditQuery = {}): Promise<AuditList> {
  requirePermission(ctx, "audit.read");
  const { cursor, limit, ...filters } = ListAuditQuery.parse(query);
  return withTenant(ctx, async (db) => {
    const rows = await readLines(db, ctx, filters, { behindId: cursor, limit: limit + 1 });
    const names = await readNames(db, ctx, rows);
    return cutPage(rows, limit, (row) => toAuditLine(row, names));
  });
}
