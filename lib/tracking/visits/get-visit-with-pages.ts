import type { Prisma, TenantDb } from "@/lib/db";
import { notFound } from "@/lib/errors";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import type { VisitDetail } from "../schemas";

const PAGES_MAX = 200;
const MERGES_MAX = 5;
const HOUR_MS = 3_600_000;

const visitSelect = {
  id: true,
  siteId: true,
  visitorKey: true,
  startedAt: true,
  lastEventAt: true,
  entryPath: true,
  exitPath: true,
  source: true,
  channel: true,
  utmCampaign: true,
  country: true,
  device: true,
  browser: true,
  os: true,
  pageViews: true,
  mergedIntoId: true,
  site: { select: { no: true } },
  aliases: { select: { visitorKey: true } },
} satisfies Prisma.VisitSelect;

type VisitRow = Prisma.VisitGetPayload<{ select: typeof visitSelect }>;

/**
 * A visit with the pages that were viewed in it.
 * @param visitId also of a visit that has since been joined to an earlier one
 * @throws AppError not_found
 */
export async function getVisitWithPages(ctx: Ctx, visitId: string): Promise<VisitDetail> {
  requirePermission(ctx, "reports.read");
  return withTenant(ctx, async (db) => {
    const visit = await getVisitOrThrow(db, ctx, visitId);
    return {
      id: visit.id,
      siteId: visit.siteId,
      startedAt: visit.startedAt.toISOString(),
      endedAt: visit.lastEventAt.toISOString(),
      entryPage: visit.entryPath,
      exitPage: visit.exitPath,
      source: visit.source || "Direct",
      channel: visit.channel || "Direct",
      campaign: visit.utmCampaign,
      country: visit.country,
      device: visit.device,
      browser: visit.browser,
      os: visit.os,
      pageViews: visit.pageViews,
      pages: await pagesOf(db, ctx, visit),
    };
  });
}

async function getVisitOrThrow(db: TenantDb, ctx: Ctx, visitId: string): Promise<VisitRow> {
  let id = visitId;
  for (let step = 0; step < MERGES_MAX; step += 1) {
    const visit = await db.visit.findUnique({
      where: { tenantId_id: { tenantId: ctx.tenantId, id } },
      select: visitSelect,
    });
    if (!visit) break;
    if (visit.mergedIntoId === null) return visit;
    id = visit.mergedIntoId;
  }
  throw notFound("visit");
}

// Ids carry the browser's time, which may be off: the log is read by id with two days to spare and then by the right time.
async function pagesOf(db: TenantDb, ctx: Ctx, visit: VisitRow): Promise<VisitDetail["pages"]> {
  const keys = [visit.visitorKey, ...visit.aliases.map((alias) => alias.visitorKey)].map(String);
  const fromId = new Date(visit.startedAt.getTime() - 49 * HOUR_MS);
  const toId = new Date(visit.lastEventAt.getTime() + HOUR_MS);
  const rows = await db.$queryRaw<{ path: string; at: Date }[]>`
    SELECT p.value AS path, e.occurred_at AS at FROM events e
    JOIN tracking_values p ON p.tenant_id = e.tenant_id AND p.id = e.path_id
    WHERE e.tenant_id = ${ctx.tenantId}::uuid AND e.site_no = ${visit.site.no} AND e.kind = 1
      AND e.id >= uuidv7_floor(${fromId}) AND e.id < uuidv7_floor(${toId})
      AND e.visitor_key = ANY(${keys}::bigint[]) AND e.occurred_at BETWEEN ${visit.startedAt} AND ${visit.lastEventAt}
    ORDER BY e.occurred_at, e.id LIMIT ${PAGES_MAX}`;
  return rows.map((row) => ({ path: row.path, at: row.at.toISOString() }));
}
