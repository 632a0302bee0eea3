import { behind, cutPage } from "@/lib/paging";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { personNames } from "../person-names";
import { apiKeySelect, toApiKeyDto } from "./internal";
import { type ApiKeyList, ListApiKeysQuery } from "./schemas";

/** Keys of the workspace, revoked ones too, newest first. @throws AppError forbidden, ZodError */
export async function listApiKeys(ctx: Ctx, query: ListApiKeysQuery = {}): Promise<ApiKeyList> {
  requirePermission(ctx, "api_keys.read");
  const { cursor, limit } = ListApiKeysQuery.parse(query);
  const rows = await withTenant(ctx, (db) =>
    db.apiKey.findMany({
      where: { tenantId: ctx.tenantId, ...behind(cursor) },
      orderBy: { id: "desc" },
      take: limit + 1,
      select: apiKeySelect,
    }),
  );
  const names = await personNames(rows.map((row) => row.createdByUserId));
  return cutPage(rows, limit, (row) => toApiKeyDto(row, names));
}
