import { now } from "@/lib/clock";
import { systemPool } from "@/lib/db";
import { hashKey } from "@/lib/ids";
import { isPermission, keyCanHold, type Role, roleCan } from "@/lib/tenancy";
import type { LiveKey } from "../credentials/types";
import { isKeyText } from "./key-text";

const USED_EVERY_MS = 60_000;

interface Row {
  keyId: string;
  tenantId: string;
  scopes: string[];
  role: Role;
  ratePerMin: number | null;
  lastUsedAt: Date | null;
  purgeAfterAt: Date | null;
}

// The maker's membership belongs to the question: who has left, or was deactivated, has no working keys.
const LIVE_SQL = `
  SELECT k.id AS "keyId", k.tenant_id AS "tenantId", k.scopes, m.role, k.rate_per_min AS "ratePerMin",
    k.last_used_at AS "lastUsedAt", t.purge_after_at AS "purgeAfterAt"
  FROM api_keys k
  JOIN memberships m ON m.tenant_id = k.tenant_id AND m.user_id = k.created_by_user_id AND m.is_active
  JOIN users u ON u.id = m.user_id AND u.is_active
  JOIN tenants t ON t.id = k.tenant_id
  WHERE k.key_hash = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > $2)`;

/** The key of a text, if it works: not revoked, not run out, its maker still a member. Its scopes shrink with the maker's role. */
export async function readLiveKey(text: string): Promise<LiveKey | null> {
  if (!isKeyText(text)) return null;
  const at = now();
  const { rows } = await systemPool().query<Row>(LIVE_SQL, [hashKey(text), at]);
  const row = rows[0];
  if (!row) return null;
  if (!row.lastUsedAt || at.getTime() - row.lastUsedAt.getTime() > USED_EVERY_MS)
    await systemPool().query("UPDATE api_keys SET last_used_at = $3 WHERE tenant_id = $1 AND id = $2", [
      row.tenantId,
      row.keyId,
      at,
    ]);
  const permissions = row.scopes
    .filter(isPermission)
    .filter((permission) => keyCanHold(permission) && roleCan(row.role, permission));
  const { keyId, tenantId, ratePerMin, purgeAfterAt } = row;
  return { keyId, tenantId, permissions, ratePerMin, purgeAfterAt };
}
