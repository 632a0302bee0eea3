import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { notFound } from "@/lib/errors";

const IDS_MAX = 100;

/**
 * Ids of the page views of a visit, oldest first, at most 100: what a recording that began on one of these pages is called by.
 * @throws AppError not_found
 */
export async function listPageViewIds(ctx: Ctx, visitId: string): Promise<string[]> {
  requirePermission(ctx, "reports.read");
  return withTenant(ctx, async (db) => {
    const visit = await db.visit.findUnique({
      where: { tenantId_id: { tenantId: ctx.tenantId, id: visitId } },
      select: {
        id: true,
        mergedIntoId: true,
        siteNo: true,
        visitorKey: true,
        firstEventId: true,
        lastEventId: true,
      },
    });
    if (!visit) throw notFound("visit");
    if (visit.mergedIntoId !== null) return listPageViewIds({ ...ctx, db }, visit.mergedIntoId);
    const aliases = await db.visitAlias.findMany({
      where: { tenantId: ctx.tenantId, siteNo: visit.siteNo, visitId },
      select: { visitorKey: true },
    });
    const keys = [visit.visitorKey, ...aliases.map(({ visitorKey }) => visitorKey)];
    const rows = await db.$queryRaw<{ id: string }[]>`SELECT id FROM events
      WHERE site_no = ${visit.siteNo} AND id >= ${visit.firstEventId}::uuid AND id <= ${visit.lastEventId}::uuid
        AND visitor_key = ANY(${keys}) AND name_id = 0 ORDER BY id LIMIT ${IDS_MAX}`;
    return rows.map(({ id }) => id);
  });
}
