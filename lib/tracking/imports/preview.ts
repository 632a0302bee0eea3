import type { TenantDb } from "@/lib/db";
import type { Ctx } from "@/lib/tenancy";
import { overlapDays } from "./overlap";
import type { Unreadable } from "./read-csv";
import type { ImportPreview } from "./schemas";

/** Values of one day and dimension that are kept apart, as for what is counted here; the rest is "(other)". */
const VALUES_A_DAY_MAX = 2_000;
const OVERLAP_LISTED_MAX = 400;

interface Read {
  importId: string;
  unreadable: Unreadable;
  notes: readonly string[];
}

/** What has been read of an import. */
export async function previewOf(
  db: TenantDb,
  ctx: Ctx,
  siteId: string,
  { importId, unreadable, notes }: Read,
): Promise<{ preview: ImportPreview; fromDay: string | null; toDay: string | null; rowsTotal: number }> {
  await foldOther(db, ctx, importId);
  const [sums] = await db.$queryRaw<Sums[]>`
    SELECT min(day)::text AS "fromDay", max(day)::text AS "toDay", count(*)::int AS days, coalesce(sum(visitors), 0)::float8 AS visitors,
      coalesce(sum(visits), 0)::float8 AS visits, coalesce(sum(page_views), 0)::float8 AS "pageViews", coalesce(sum(events), 0)::float8 AS events
    FROM site_import_rows WHERE tenant_id = ${ctx.tenantId}::uuid AND import_id = ${importId}::uuid AND dimension = ''`;
  const rows = await db.siteImportRow.groupBy({
    by: ["dimension"],
    where: { tenantId: ctx.tenantId, importId },
    _count: { _all: true },
  });
  const overlap = await overlapDays(db, ctx, siteId, importId);
  const { visitors = 0, visits = 0, pageViews = 0, events = 0, days = 0 } = sums ?? {};
  const preview: ImportPreview = {
    totals: { visitors, visits, pageViews, events },
    days,
    rows: Object.fromEntries(rows.map((row) => [row.dimension || "days", row._count._all])),
    overlapDays: overlap.slice(0, OVERLAP_LISTED_MAX),
    overlapDaysTotal: overlap.length,
    unreadable: { lines: unreadable.lines, examples: unreadable.examples },
    notes: [...new Set(notes)],
  };
  const rowsTotal = rows.reduce((sum, row) => sum + row._count._all, 0);
  return { preview, fromDay: sums?.fromDay ?? null, toDay: sums?.toDay ?? null, rowsTotal };
}

interface Sums {
  fromDay: string | null;
  toDay: string | null;
  days: number;
  visitors: number;
  visits: number;
  pageViews: number;
  events: number;
}

const foldOther = (db: TenantDb, ctx: Ctx, importId: string): Promise<number> =>
  db.$executeRaw`
    WITH ranked AS (
      SELECT ctid AS at, row_number() OVER (PARTITION BY dimension, day ORDER BY visits DESC, page_views DESC, value) AS place
      FROM site_import_rows WHERE tenant_id = ${ctx.tenantId}::uuid AND import_id = ${importId}::uuid AND dimension <> ''),
    gone AS (
      DELETE FROM site_import_rows r
      WHERE r.tenant_id = ${ctx.tenantId}::uuid AND r.import_id = ${importId}::uuid AND r.value <> '(other)'
        AND r.ctid = ANY(ARRAY(SELECT at FROM ranked WHERE place > ${VALUES_A_DAY_MAX}))
      RETURNING r.*)
    INSERT INTO site_import_rows AS r (tenant_id, import_id, dimension, day, value, visitors, visits, page_views, events, bounces, visible_ms)
    SELECT ${ctx.tenantId}::uuid, ${importId}::uuid, dimension, day, '(other)', sum(visitors), sum(visits), sum(page_views), sum(events),
      sum(bounces), sum(visible_ms) FROM gone GROUP BY dimension, day
    ON CONFLICT (tenant_id, import_id, dimension, day, value) DO UPDATE SET visitors = r.visitors + EXCLUDED.visitors,
      visits = r.visits + EXCLUDED.visits, page_views = r.page_views + EXCLUDED.page_views, events = r.events + EXCLUDED.events,
      bounces = r.bounces + EXCLUDED.bounces, visible_ms = r.visible_ms + EXCLUDED.visible_ms`;
