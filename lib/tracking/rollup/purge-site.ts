import { systemPool } from "@/lib/db";

const BATCH_ROWS = 5_000;

// By ctid, so that a batch costs what it deletes. Sites that are not marked as deleted are never touched.
const SITE = "SELECT no FROM sites WHERE tenant_id = $1 AND id = $2 AND deleted_at IS NOT NULL";
const BATCHES = [
  "DELETE FROM visits WHERE ctid = ANY(ARRAY(SELECT ctid FROM visits WHERE tenant_id = $1 AND site_id = $2 LIMIT $3))",
  "DELETE FROM visitors WHERE ctid = ANY(ARRAY(SELECT ctid FROM visitors WHERE tenant_id = $1 AND site_id = $2 LIMIT $3))",
  "DELETE FROM rollup_dimensions WHERE ctid = ANY(ARRAY(SELECT ctid FROM rollup_dimensions WHERE tenant_id = $1 AND site_id = $2 LIMIT $3))",
  "DELETE FROM rollup_days WHERE ctid = ANY(ARRAY(SELECT ctid FROM rollup_days WHERE tenant_id = $1 AND site_id = $2 LIMIT $3))",
  "DELETE FROM ingest_drops WHERE ctid = ANY(ARRAY(SELECT ctid FROM ingest_drops WHERE tenant_id = $1 AND site_id = $2 LIMIT $3))",
];
const EVENTS =
  "DELETE FROM events WHERE site_no = $2 AND id = ANY(ARRAY(SELECT id FROM events WHERE tenant_id = $1 AND site_no = $2 LIMIT $3))";
const VALUES =
  "DELETE FROM tracking_values WHERE ctid = ANY(ARRAY(SELECT ctid FROM tracking_values WHERE tenant_id = $1 AND site_no = $2 LIMIT $3))";

/**
 * Removes all that was ever counted for a deleted site, in batches, and then the site itself. May be interrupted and run
 * again at any point.
 */
export async function purgeSite(tenantId: string, siteId: string): Promise<void> {
  const { rows } = await systemPool().query<{ no: number }>(SITE, [tenantId, siteId]);
  const site = rows[0];
  if (!site) return;
  await deleteAll(EVENTS, tenantId, site.no);
  for (const statement of BATCHES) await deleteAll(statement, tenantId, siteId);
  await deleteAll(VALUES, tenantId, site.no);
  await systemPool().query("DELETE FROM sites WHERE tenant_id = $1 AND id = $2 AND deleted_at IS NOT NULL", [
    tenantId,
    siteId,
  ]);
}

async function deleteAll(statement: string, tenantId: string, site: string | number): Promise<void> {
  for (;;) {
    const { rowCount } = await systemPool().query(statement, [tenantId, site, BATCH_ROWS]);
    if ((rowCount ?? 0) < BATCH_ROWS) return;
  }
}
