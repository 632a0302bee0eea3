import { emitAudit } from "@/lib/audit";
import { now } from "@/lib/clock";
import { notFound } from "@/lib/errors";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { personNames } from "../person-names";
import { apiKeySelect, toApiKeyDto } from "./internal";
import type { ApiKeyDto } from "./schemas";

/** Ends a key; its next call is refused. Revoking twice changes nothing. @throws AppError forbidden | not_found */
export async function revokeApiKey(ctx: Ctx, keyId: string): Promise<ApiKeyDto> {
  requirePermission(ctx, "api_keys.write");
  const row = await withTenant(ctx, async (db) => {
    const { count } = await db.apiKey.updateMany({
      where: { tenantId: ctx.tenantId, id: keyId, revokedAt: null },
      data: { revokedAt: now() },
    });
    const found = await db.apiKey.findFirst({
      where: { tenantId: ctx.tenantId, id: keyId },
      select: apiKeySelect,
    });
    if (!found) throw notFound("API key");
    if (count > 0)
      await emitAudit(db, ctx, {
        action: "api_key.revoke",
        entityType: "api_key",
        entityId: keyId,
        before: { name: found.name, prefix: found.prefix },
      });
    return found;
  });
  return toApiKeyDto(row, await personNames([row.createdByUserId]));
}
