import type { Prisma, TenantDb } from "@/lib/db";
import { notFound } from "@/lib/errors";
import { idTimeMs } from "@/lib/ids";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import type { VisitDetail } from "../schemas";
import { ClientValue } from "../values";
import { readSource, readValues } from "./visit-values";

const PAGES_MAX = 200;
const STEPS_MAX = 400;
const MERGES_MAX = 5;
const HOUR_MS = 3_600_000;

const visitSelect = {
  id: true,
  siteNo: true,
  visitorKey: true,
  isIdentified: true,
  contactId: true,
  startedAt: true,
  lastEventAt: true,
  entryAt: true,
  firstEventId: true,
  entryPathId: true,
  exitPathId: true,
  clientId: true,
  sourceId: true,
  pageViews: true,
  visibleMs: true,
  touches: true,
  mergedIntoId: true,
  aliases: { select: { visitorKey: true } },
} satisfies Prisma.VisitSelect;

type VisitRow = Prisma.VisitGetPayload<{ select: typeof visitSelect }>;

/**
 * A visit with the pages that were viewed and the custom events that were sent in it.
 * @param visitId also of a visit that has since been joined to an earlier one
 * @throws AppError not_found
 */
export async function getVisitWithPages(ctx: Ctx, visitId: string): Promise<VisitDetail> {
  requirePermission(ctx, "reports.read");
  return withTenant(ctx, async (db) => {
    const visit = await getVisitOrThrow(db, ctx, visitId);
    const { id: siteId } = await siteOrThrow(db, ctx, visit.siteNo);
    const { entryPathId, exitPathId, clientId, sourceId } = visit;
    const touches = pairsOf(visit.touches);
    const touched = touches.map(([, id]) => id);
    const texts = await readValues(db, ctx, [entryPathId, exitPathId, clientId, sourceId, ...touched]);
    const { country, region, city, device, browser, os } = ClientValue.parse(
      JSON.parse(texts.get(clientId) ?? "{}"),
    );
    return {
      id: visit.id,
      siteId,
      startedAt: visit.startedAt.toISOString(),
      endedAt: visit.lastEventAt.toISOString(),
      entryPage: texts.get(entryPathId) ?? "",
      exitPage: texts.get(exitPathId) ?? "",
      ...readSource(texts.get(sourceId)),
      country,
      region,
      city,
      device,
      browser,
      os,
      pageViews: visit.pageViews,
      visibleMs: visit.visibleMs,
      isIdentified: visit.isIdentified,
      contactId: visit.contactId,
      touches: touches.map(([second, id]) => ({
        ...readSource(texts.get(id)),
        at: new Date(second * 1_000).toISOString(),
      })),
      ...(await stepsOf(db, ctx, visit)),
    };
  });
}

function pairsOf(flat: readonly number[]): [number, number][] {
  return Array.from({ length: flat.length / 2 }, (_, n) => [flat[2 * n] ?? 0, flat[2 * n + 1] ?? 0]);
}

async function siteOrThrow(db: TenantDb, ctx: Ctx, no: number): Promise<{ id: string }> {
  const site = await db.site.findFirst({ where: { tenantId: ctx.tenantId, no }, select: { id: true } });
  if (!site) throw notFound("visit");
  return site;
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

type Step = { nameId: number; text: string; at: Date; props: unknown };

// Ids carry the browser's time. What its clock is off by is known from the visit's first event; the log is read by id with an
// hour to spare around both and then by the right time.
async function stepsOf(
  db: TenantDb,
  ctx: Ctx,
  visit: VisitRow,
): Promise<Pick<VisitDetail, "pages" | "events">> {
  const keys = [visit.visitorKey, ...visit.aliases.map((alias) => alias.visitorKey)].map(String);
  const offMs = idTimeMs(visit.firstEventId) - visit.entryAt.getTime();
  const fromId = new Date(visit.startedAt.getTime() + Math.min(offMs, 0) - HOUR_MS);
  const toId = new Date(visit.lastEventAt.getTime() + Math.max(offMs, 0) + HOUR_MS);
  const rows = await db.$queryRaw<Step[]>`
    SELECT e.name_id AS "nameId", t.value AS text, event_at(e.id, e.extra) AS at,
      CASE WHEN e.name_id > 0 THEN nullif(e.extra, '')::jsonb -> 'p' END AS props
    FROM events e
    JOIN tracking_values t ON t.tenant_id = ${ctx.tenantId}::uuid
      AND t.id = CASE WHEN e.name_id > 0 THEN e.name_id ELSE e.path_id END
    WHERE e.site_no = ${visit.siteNo} AND e.name_id >= 0
      AND e.id >= uuidv7_floor(${fromId}) AND e.id < uuidv7_floor(${toId})
      AND e.visitor_key = ANY(${keys}::bigint[])
      AND event_at(e.id, e.extra) BETWEEN ${visit.startedAt} AND ${visit.lastEventAt}
    ORDER BY event_at(e.id, e.extra), e.id LIMIT ${STEPS_MAX}`;
  const pages = rows.filter((row) => row.nameId === 0).slice(0, PAGES_MAX);
  return {
    pages: pages.map((row) => ({ path: row.text, at: row.at.toISOString() })),
    events: rows
      .filter((row) => row.nameId > 0)
      .map((row) => ({ name: row.text, at: row.at.toISOString(), props: propsOf(row.props) })),
  };
}

function propsOf(stored: unknown): Record<string, string | number | boolean> {
  if (typeof stored !== "object" || stored === null) return {};
  const flat = Object.entries(stored).flatMap(([name, value]: [string, unknown]) =>
    typeof value === "string" || typeof value === "number" || typeof value === "boolean"
      ? [[name, value] as const]
      : [],
  );
  return Object.fromEntries(flat);
}
