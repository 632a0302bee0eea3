import type { TenantDb } from "@/lib/db";
import type { Ctx } from "@/lib/tenancy";

/** Days of an import on which the website has numbers already, counted here or brought along before; in order. */
export async function overlapDays(
  db: TenantDb,
  ctx: Ctx,
  siteId: string,
  importId: string,
): Promise<string[]> {
  const rows = await db.$queryRaw<{ day: string }[]>`
    SELECT d.day::text AS day FROM rollup_days d
    WHERE d.tenant_id = ${ctx.tenantId}::uuid AND d.site_id = ${siteId}::uuid AND (d.visits > 0 OR d.page_views > 0 OR d.events > 0 OR d.visitors > 0)
      AND d.day IN (SELECT DISTINCT r.day FROM site_import_rows r
        WHERE r.tenant_id = ${ctx.tenantId}::uuid AND r.import_id = ${importId}::uuid)
    ORDER BY d.day`;
  return rows.map((row) => row.day);
}
