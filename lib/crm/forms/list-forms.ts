import { behind, cutPage } from "@/lib/paging";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { type FormList, ListFormsQuery } from "../schemas";
import { formSelect, toFormDto } from "./internal";

/** Forms of the workspace, newest first. */
export async function listForms(ctx: Ctx, query: ListFormsQuery = {}): Promise<FormList> {
  requirePermission(ctx, "forms.read");
  const { cursor, limit, siteId } = ListFormsQuery.parse(query);
  return withTenant(ctx, async (db) => {
    const rows = await db.form.findMany({
      where: { tenantId: ctx.tenantId, ...(siteId === undefined ? {} : { siteId }), ...behind(cursor) },
      orderBy: { id: "desc" },
      take: limit + 1,
      select: formSelect,
    });
    return cutPage(rows, limit, toFormDto);
  });
}
