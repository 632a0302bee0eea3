import type { z } from "zod";
import { Prisma, type TenantDb } from "@/lib/db";
import { notFound } from "@/lib/errors";
import { cutPage, likeText } from "@/lib/paging";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { VALUE_KIND } from "../collect/dictionary";
import { likePattern } from "../reports/patterns";
import { readReplays, toReplayItem } from "./read-replays";
import { ListReplaysQuery, type ReplayList } from "./schemas";

type Filters = z.output<typeof ListReplaysQuery>;

/**
 * Recordings of the workspace, newest first.
 * @param visitIds visits that a contact's requests came from; beside those in which the contact was recognised
 * @throws AppError forbidden | not_found (goal) | validation_failed
 */
export async function listReplays(
  ctx: Ctx,
  query: ListReplaysQuery = {},
  visitIds: readonly string[] = [],
): Promise<ReplayList> {
  requirePermission(ctx, "replays.read");
  const filters = ListReplaysQuery.parse(query);
  return withTenant(ctx, async (db) => {
    const conditions = [
      ...conditionsOf(ctx, filters),
      ...contentOf(filters),
      ...contactOf(filters, visitIds),
      ...(await goalOf(db, ctx, filters)),
    ];
    const rows = await readReplays(db, ctx, conditions, filters.limit + 1);
    return cutPage(rows, filters.limit, toReplayItem);
  });
}

/** Recordings of one visit, oldest first; at most 20. @throws AppError forbidden */
export async function replaysOfVisit(ctx: Ctx, visitId: string): Promise<ReplayList["items"]> {
  const { items } = await listReplays(ctx, { visitId, limit: 20 });
  return items.reverse();
}

function conditionsOf(ctx: Ctx, filters: Filters): Prisma.Sql[] {
  const { cursor, siteId, from, to, minDurationS, visitId } = filters;
  const where: Prisma.Sql[] = [];
  // The row itself says where the page ended; a cursor of nothing is the end of the list.
  if (cursor)
    where.push(Prisma.sql`(r.started_at, r.id) < (SELECT started_at, id FROM replays
      WHERE tenant_id = ${ctx.tenantId}::uuid AND id = ${cursor}::uuid)`);
  if (siteId) where.push(Prisma.sql`r.site_id = ${siteId}::uuid`);
  if (from) where.push(Prisma.sql`r.started_at >= (${from}::date)::timestamp AT TIME ZONE s.time_zone`);
  if (to) where.push(Prisma.sql`r.started_at < (${to}::date + 1)::timestamp AT TIME ZONE s.time_zone`);
  if (minDurationS) where.push(Prisma.sql`r.duration_ms >= ${minDurationS * 1_000}`);
  if (visitId) where.push(Prisma.sql`${visitId}::uuid IN (v.id, first.id)`);
  return where;
}

function contentOf({ country, device, page, event }: Filters): Prisma.Sql[] {
  const where: Prisma.Sql[] = [];
  if (country) where.push(clientIs("country", country));
  if (device) where.push(clientIs("device", device));
  if (page) where.push(Prisma.sql`(r.entry_path = ${page} OR ${didLike(VALUE_KIND.path, likeText(page))})`);
  if (event) where.push(didLike(VALUE_KIND.eventName, likeText(event)));
  return where;
}

// Postgres may look at the text before it has joined the row, and texts of other kinds are no JSON.
const clientIs = (field: string, value: string): Prisma.Sql =>
  Prisma.sql`CASE WHEN c.kind = ${VALUE_KIND.client} THEN c.value::jsonb ->> ${field} END = ${value}`;

/** Whether the visit has a page view or custom event whose text fits. counts holds fives, the code second. */
function didLike(kind: number, pattern: string): Prisma.Sql {
  const offset = kind === VALUE_KIND.path ? 0 : 1;
  return Prisma.sql`EXISTS (
    SELECT FROM generate_series(2, cardinality(v.counts), 5) AS place
    JOIN tracking_values t ON t.id = (v.counts[place] - ${offset}) / 2
    WHERE v.counts[place] % 2 = ${offset} AND t.tenant_id = r.tenant_id AND t.site_no = s.no AND t.kind = ${kind}
      AND t.value LIKE ${pattern})`;
}

function contactOf({ contactId }: Filters, visitIds: readonly string[]): Prisma.Sql[] {
  if (!contactId) return [];
  const ids = [...visitIds];
  return [
    Prisma.sql`(v.contact_id = ${contactId}::uuid OR v.id = ANY(${ids}::uuid[]) OR first.id = ANY(${ids}::uuid[]))`,
  ];
}

async function goalOf(db: TenantDb, ctx: Ctx, { goalId }: Filters): Promise<Prisma.Sql[]> {
  if (!goalId) return [];
  const goal = await db.goal.findFirst({
    where: { tenantId: ctx.tenantId, id: goalId },
    select: { siteId: true, kind: true, pattern: true },
  });
  if (!goal) throw notFound("goal");
  const pattern = likePattern(goal.pattern);
  const kind = goal.kind === "page" ? VALUE_KIND.path : VALUE_KIND.eventName;
  return [Prisma.sql`r.site_id = ${goal.siteId}::uuid`, didLike(kind, pattern)];
}
