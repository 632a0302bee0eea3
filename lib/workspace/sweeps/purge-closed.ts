import { now, nowMs } from "@/lib/clock";
import { Prisma, systemDb, systemPool } from "@/lib/db";
import { logger } from "@/lib/logger";
import { storage, tenantFolder } from "@/lib/storage";
import { type Ctx, systemCtx, withTenant } from "@/lib/tenancy";
import { PURGE_ORDER, type PurgeStep } from "../closing/purge-order.data";

const BATCH_ROWS = 2_000;
const TENANTS_MAX = 20;
/** Longer than a collector may still know a website, so that no event comes after the last batch. */
const QUIET_MS = 15_000;
const JOB = "workspace.purge-closed";

/**
 * Removes workspaces whose grace is over: their files, then every row in small batches, then the workspace itself. May be
 * killed and run again at any point, also twice at once; what is gone stays gone and the rest follows.
 * @returns how many workspaces went
 */
export async function purgeClosedTenants(): Promise<number> {
  const due = await systemDb().tenant.findMany({
    where: { purgeAfterAt: { lte: now() } },
    orderBy: { purgeAfterAt: "asc" },
    take: TENANTS_MAX,
    select: { id: true },
  });
  let purged = 0;
  for (const { id } of due) {
    try {
      if (await purgeTenant(id)) purged += 1;
    } catch (error) {
      // One that cannot be purged now must not hold up the others; the next run tries it again.
      logger().error({ err: error, tenantId: id }, "purge of a workspace failed");
    }
  }
  return purged;
}

/** @returns false when its websites were switched off only just now: the next run goes on */
async function purgeTenant(tenantId: string): Promise<boolean> {
  const ctx = systemCtx(tenantId, JOB);
  if (!(await closeIntake(ctx))) return false;
  for await (const file of storage().list(tenantFolder(tenantId))) await storage().delete(file.key);
  await systemDb().session.updateMany({
    where: { defaultTenantId: tenantId },
    data: { defaultTenantId: null },
  });
  for (const step of PURGE_ORDER) await emptyTable(ctx, step);
  const { count } = await systemDb().tenant.deleteMany({
    where: { id: tenantId, purgeAfterAt: { lte: now() } },
  });
  logger().info({ tenantId }, "workspace purged");
  return count > 0;
}

/** Switches websites and forms off. @returns whether the collectors have had time to notice */
async function closeIntake(ctx: Ctx): Promise<boolean> {
  const { tenantId } = ctx;
  await withTenant(ctx, async (db) => {
    await db.form.updateMany({ where: { tenantId, isActive: true }, data: { isActive: false } });
    await db.site.updateMany({ where: { tenantId, deletedAt: null }, data: { deletedAt: now() } });
  });
  const fresh = await systemDb().site.count({
    where: { tenantId, deletedAt: { gt: new Date(nowMs() - QUIET_MS) } },
  });
  return fresh === 0;
}

async function emptyTable(ctx: Ctx, step: PurgeStep): Promise<void> {
  const batch = batchOf(step);
  while ((await batch(ctx)) >= BATCH_ROWS);
}

type Batch = (ctx: Ctx) => Promise<number>;

/** One batch of a table. Names come from PURGE_ORDER alone. */
function batchOf({ table, as }: PurgeStep): Batch {
  if (table === "events") return eventsBatch;
  if (as === "system") {
    const sql = `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${table} WHERE tenant_id = $1 LIMIT $2))`;
    return async ({ tenantId }) => (await systemPool().query(sql, [tenantId, BATCH_ROWS])).rowCount ?? 0;
  }
  const name = Prisma.raw(table);
  return (ctx) =>
    withTenant(
      ctx,
      (db) => db.$executeRaw`DELETE FROM ${name} WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM ${name} WHERE tenant_id = ${ctx.tenantId}::uuid LIMIT ${BATCH_ROWS}))`,
    );
}

/** The log names websites, not workspaces, and its partitions repeat ctids: by website and id. */
const eventsBatch: Batch = (ctx) =>
  withTenant(
    ctx,
    (db) => db.$executeRaw`
      WITH batch AS (
        SELECT e.site_no, e.id FROM sites s
        CROSS JOIN LATERAL (SELECT site_no, id FROM events WHERE site_no = s.no LIMIT ${BATCH_ROWS}) e
        WHERE s.tenant_id = ${ctx.tenantId}::uuid LIMIT ${BATCH_ROWS})
      DELETE FROM events USING batch WHERE events.site_no = batch.site_no AND events.id = batch.id`,
  );
