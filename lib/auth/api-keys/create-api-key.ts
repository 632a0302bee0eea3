import { emitAudit } from "@/lib/audit";
import { now } from "@/lib/clock";
import { conflict, invalid, notFound } from "@/lib/errors";
import { hashKey, newId } from "@/lib/ids";
import { can, type Ctx, isPermission, keyCanHold, requirePermission, withTenant } from "@/lib/tenancy";
import { personNames } from "../person-names";
import { apiKeySelect, toApiKeyDto } from "./internal";
import { newApiKey } from "./key-text";
import { CreateApiKeyInput, type NewApiKeyDto } from "./schemas";

const KEYS_PER_WORKSPACE_MAX = 200;

/** @throws AppError validation_failed for a permission that no key can hold or that the maker does not hold */
function checkScopes(ctx: Ctx, scopes: readonly string[]): void {
  const faults = scopes.flatMap((scope, index) => {
    const name = `scopes.${index}`;
    if (!isPermission(scope)) return [{ name, reason: `There is no permission "${scope}".` }];
    if (!keyCanHold(scope)) return [{ name, reason: `"${scope}" is for people only; no key can hold it.` }];
    return can(ctx, scope) ? [] : [{ name, reason: `You do not hold "${scope}" yourself.` }];
  });
  if (faults.length > 0) throw invalid(faults);
}

/**
 * Makes a key for programs. It never does more than its maker may, at the moment of each call.
 * @returns the key with its text, which is shown this once: only a hash is stored
 * @throws AppError forbidden | validation_failed | conflict, ZodError
 */
export async function createApiKey(ctx: Ctx, input: CreateApiKeyInput): Promise<NewApiKeyDto> {
  requirePermission(ctx, "api_keys.write");
  if (ctx.actor.type !== "user") throw notFound("person");
  const makerId = ctx.actor.userId;
  const data = CreateApiKeyInput.parse(input);
  const scopes = [...new Set(data.scopes)];
  checkScopes(ctx, scopes);
  const expiresAt = data.expiresAt === undefined ? null : new Date(data.expiresAt);
  if (expiresAt && expiresAt <= now())
    throw invalid([{ name: "expiresAt", reason: "The end lies in the past." }]);
  const { text, prefix } = newApiKey();
  const names = await personNames([makerId]);
  return withTenant(ctx, async (db) => {
    const live = await db.apiKey.count({ where: { tenantId: ctx.tenantId, revokedAt: null } });
    if (live >= KEYS_PER_WORKSPACE_MAX)
      throw conflict(`A workspace can have ${KEYS_PER_WORKSPACE_MAX} keys; revoke one that nobody uses.`);
    const row = await db.apiKey.create({
      data: {
        id: newId(),
        tenantId: ctx.tenantId,
        name: data.name,
        prefix,
        keyHash: hashKey(text),
        scopes,
        createdByUserId: makerId,
        ratePerMin: data.ratePerMin ?? null,
        createdAt: now(),
        expiresAt,
      },
      select: apiKeySelect,
    });
    await emitAudit(db, ctx, {
      action: "api_key.create",
      entityType: "api_key",
      entityId: row.id,
      after: { name: row.name, prefix, scopes, expiresAt: expiresAt?.toISOString() ?? null },
    });
    return { ...toApiKeyDto(row, names), key: text };
  });
}
