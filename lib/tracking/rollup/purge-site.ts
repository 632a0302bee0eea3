import { systemPool } from "@/lib/db";
import { type Ctx, withTenant } from "@/lib/tenancy";
import { deleteReplaysOfSite } from "../replay";

const BATCH_ROWS = 5_000;

// Sites that are not marked as deleted are never touched.
const SITE = "SELECT no FROM sites WHERE tenant_id = $1 AND id = $2 AND deleted_at IS NOT NULL";

// By ctid, so that a batch costs what it deletes.
const batch = (table: string, column: "site_id" | "site_no"): string =>
  `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${table} WHERE tenant_id = $1 AND ${column} = $2 LIMIT $3))`;
const OF_SITE_NO = ["visits", "visitors", "visit_columns", "visit_columns_days"];
const OF_SITE_ID = ["rollup_dimensions", "rollup_hours", "rollup_days", "ingest_drops"];
// Partitions share ctids, so events go by their key.
const EVENTS =
  "DELETE FROM events WHERE site_no = $1 AND id = ANY(ARRAY(SELECT id FROM events WHERE site_no = $1 LIMIT $2))";

/**
 * Removes all that was ever counted for a deleted site and all that was made of it, in batches, and then the site itself. May
 * be interrupted and run again at any point.
 */
export async function purgeSite(ctx: Ctx, siteId: string): Promise<void> {
  const { tenantId } = ctx;
  const { rows } = await systemPool().query<{ no: number }>(SITE, [tenantId, siteId]);
  const site = rows[0];
  if (!site) return;
  await deleteAll(EVENTS, [site.no]);
  await deleteReplaysOfSite(ctx, siteId);
  for (const table of OF_SITE_NO) await deleteAll(batch(table, "site_no"), [tenantId, site.no]);
  for (const table of OF_SITE_ID) await deleteAll(batch(table, "site_id"), [tenantId, siteId]);
  await deleteObjects(ctx, siteId);
  await deleteAll(batch("tracking_values", "site_no"), [tenantId, site.no]);
  await systemPool().query("DELETE FROM sites WHERE tenant_id = $1 AND id = $2 AND deleted_at IS NOT NULL", [
    tenantId,
    siteId,
  ]);
}

async function deleteAll(statement: string, params: readonly (string | number)[]): Promise<void> {
  for (;;) {
    const { rowCount } = await systemPool().query(statement, [...params, BATCH_ROWS]);
    if ((rowCount ?? 0) < BATCH_ROWS) return;
  }
}

/** What people have made for a site: few rows, but for those of imports. */
async function deleteObjects(ctx: Ctx, siteId: string): Promise<void> {
  const where = { tenantId: ctx.tenantId, siteId };
  for (;;) {
    const deleted = await withTenant(
      ctx,
      (db) => db.$executeRaw`
        DELETE FROM site_import_rows WHERE ctid = ANY(ARRAY(
          SELECT r.ctid FROM site_imports i JOIN site_import_rows r ON r.tenant_id = i.tenant_id AND r.import_id = i.id
          WHERE i.tenant_id = ${ctx.tenantId}::uuid AND i.site_id = ${siteId}::uuid LIMIT ${BATCH_ROWS}))`,
    );
    if (deleted < BATCH_ROWS) break;
  }
  await withTenant(ctx, async (db) => {
    await db.siteImport.deleteMany({ where });
    await db.goal.deleteMany({ where });
    await db.funnel.deleteMany({ where });
    await db.savedView.deleteMany({ where });
    await db.annotation.deleteMany({ where });
    await db.reportDigest.deleteMany({ where });
    await db.shareLink.deleteMany({ where });
    await db.erasure.deleteMany({ where });
    await db.siteRebuild.deleteMany({ where });
  });
}
