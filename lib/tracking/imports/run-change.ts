import { now } from "@/lib/clock";
import { Prisma, type TenantDb } from "@/lib/db";
import { type Ctx, withTenant } from "@/lib/tenancy";
import { ROLLUP_COLUMNS, MEASURES, SELECT_MEASURES } from "../measures";
import { ImportState } from "./internal";
import type { ImportRow } from "./rows";

const BATCH_ROWS = 1_000;

/**
 * Brings the website's numbers to what was decided about an import: adds its rows, or takes them away. Each batch changes the numbers and
 * marks its rows in one transaction, so that a run that dies, or a second one, never counts a row twice.
 */
export async function runImportChange(ctx: Ctx, importId: string): Promise<void> {
  while (await withTenant(ctx, (db) => changeBatch(db, ctx, importId)));
}

/** @returns whether there is more to do */
async function changeBatch(db: TenantDb, ctx: Ctx, importId: string): Promise<boolean> {
  await db.$queryRaw`SELECT 1 FROM site_imports WHERE tenant_id = ${ctx.tenantId}::uuid AND id = ${importId}::uuid FOR UPDATE`;
  const row = await db.siteImport.findFirst({
    where: { tenantId: ctx.tenantId, id: importId, site: { deletedAt: null } },
    select: { siteId: true, status: true, totals: true },
  });
  if (!row || (row.status !== "applying" && row.status !== "undoing")) return false;
  const adds = row.status === "applying";
  const { skippedDays } = ImportState.parse(row.totals);
  const marked = await markBatch(db, ctx, importId, adds, skippedDays);
  if (marked.length > 0) {
    await addDays(db, ctx, row.siteId, marked, adds ? 1 : -1);
    await addDimensions(db, ctx, row.siteId, marked, adds ? 1 : -1);
  }
  if (marked.length === BATCH_ROWS) return true;
  await db.siteImport.updateMany({
    where: { tenantId: ctx.tenantId, id: importId },
    data: adds
      ? { status: "applied", appliedAt: now(), undoneAt: null }
      : { status: "undone", undoneAt: now() },
  });
  return false;
}

const markBatch = (
  db: TenantDb,
  ctx: Ctx,
  importId: string,
  adds: boolean,
  skippedDays: readonly string[],
): Promise<ImportRow[]> =>
  // By ctid: the import is locked, so nobody moves its rows meanwhile, and the plan does not hang on statistics of fresh rows.
  db.$queryRaw<ImportRow[]>`
    UPDATE site_import_rows r SET is_applied = ${adds}
    WHERE r.tenant_id = ${ctx.tenantId}::uuid AND r.import_id = ${importId}::uuid AND r.ctid = ANY(ARRAY(
      SELECT ctid FROM site_import_rows
      WHERE tenant_id = ${ctx.tenantId}::uuid AND import_id = ${importId}::uuid AND is_applied = ${!adds}
        AND (NOT ${adds} OR day <> ALL(${[...skippedDays]}::date[]))
      ORDER BY dimension, day, value LIMIT ${BATCH_ROWS}))
    RETURNING dimension, day::text AS day, value, ${Prisma.raw(SELECT_MEASURES)}`;

/** Rows in one order for everybody, as columns. */
function columnsOf(rows: readonly ImportRow[], sign: 1 | -1) {
  const ordered = [...rows].sort((a, b) =>
    `${a.dimension}\n${a.day}\n${a.value}` < `${b.dimension}\n${b.day}\n${b.value}` ? -1 : 1,
  );
  return {
    days: Prisma.sql`${ordered.map((row) => row.day)}::date[]`,
    dimensions: Prisma.sql`${ordered.map((row) => row.dimension)}::text[]`,
    values: Prisma.sql`${ordered.map((row) => row.value)}::text[]`,
    counts: Prisma.join(
      MEASURES.map((field) => {
        const type = Prisma.raw(field === "visibleMs" ? "bigint[]" : "int[]");
        return Prisma.sql`${ordered.map((row) => sign * row[field])}::${type}`;
      }),
    ),
  };
}

const COLUMNS = Prisma.raw(ROLLUP_COLUMNS.join(", "));
const ADDED = (table: string) =>
  Prisma.raw(ROLLUP_COLUMNS.map((name) => `${name} = ${table}.${name} + EXCLUDED.${name}`).join(", "));
const IS_NOTHING = Prisma.raw(ROLLUP_COLUMNS.map((name) => `${name} = 0`).join(" AND "));

async function addDays(
  db: TenantDb,
  ctx: Ctx,
  siteId: string,
  rows: readonly ImportRow[],
  sign: 1 | -1,
): Promise<void> {
  const own = rows.filter((row) => row.dimension === "");
  if (own.length === 0) return;
  const { days, counts } = columnsOf(own, sign);
  await db.$executeRaw`
    INSERT INTO rollup_days (tenant_id, site_id, day, ${COLUMNS})
    SELECT ${ctx.tenantId}::uuid, ${siteId}::uuid, * FROM unnest(${days}, ${counts})
    ON CONFLICT (tenant_id, site_id, day) DO UPDATE SET ${ADDED("rollup_days")}`;
  if (sign === 1) return;
  await db.$executeRaw`
    DELETE FROM rollup_days WHERE tenant_id = ${ctx.tenantId}::uuid AND site_id = ${siteId}::uuid AND day = ANY(${days})
      AND ${IS_NOTHING} AND identified_visitors = 0`;
}

async function addDimensions(
  db: TenantDb,
  ctx: Ctx,
  siteId: string,
  rows: readonly ImportRow[],
  sign: 1 | -1,
): Promise<void> {
  const own = rows.filter((row) => row.dimension !== "");
  if (own.length === 0) return;
  const { days, dimensions, values, counts } = columnsOf(own, sign);
  await db.$executeRaw`
    INSERT INTO rollup_dimensions (tenant_id, site_id, dimension, day, value, ${COLUMNS})
    SELECT ${ctx.tenantId}::uuid, ${siteId}::uuid, * FROM unnest(${dimensions}, ${days}, ${values}, ${counts})
    ON CONFLICT (tenant_id, site_id, dimension, day, value) DO UPDATE SET ${ADDED("rollup_dimensions")}`;
  // Reports read sealed days from a copy, which is made again.
  await db.$executeRaw`
    UPDATE visit_columns_days SET is_dirty = true WHERE tenant_id = ${ctx.tenantId}::uuid AND day = ANY(${days})
      AND site_no = (SELECT no FROM sites WHERE tenant_id = ${ctx.tenantId}::uuid AND id = ${siteId}::uuid)`;
  if (sign === 1) return;
  await db.$executeRaw`
    DELETE FROM rollup_dimensions WHERE ctid = ANY(ARRAY(
      SELECT r.at FROM unnest(${dimensions}, ${days}, ${values}) AS g(dimension, day, value)
      CROSS JOIN LATERAL (SELECT ctid AS at FROM rollup_dimensions d
        WHERE d.tenant_id = ${ctx.tenantId}::uuid AND d.site_id = ${siteId}::uuid AND d.dimension = g.dimension
          AND d.day = g.day AND d.value = g.value OFFSET 0) r))
      AND tenant_id = ${ctx.tenantId}::uuid AND site_id = ${siteId}::uuid AND ${IS_NOTHING} AND scroll_count = 0`;
}
