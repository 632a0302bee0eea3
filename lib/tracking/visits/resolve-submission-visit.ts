import type { TenantDb } from "@/lib/db";
import { type Ctx, withTenant } from "@/lib/tenancy";
import { VISIT_GAP_MS } from "../time/site-day";
import type { SubmissionTrace } from "./trace-submission";

// The collector and the process that took the form may read their clocks in another order than things happened.
const CLOCK_SLACK_MS = 5_000;

type Trace = Omit<SubmissionTrace, "siteNo">;

/**
 * The visit that a submission was sent from. The page's last event decides where the form carried it and it is stored;
 * else the visitor's visit that was open at that time.
 * @returns null while there is none: right after the page view the rollup has yet to come by, so ask again some seconds
 *   later; a visitor who is not tracked never has one
 */
export function resolveSubmissionVisit(ctx: Ctx, trace: Trace): Promise<string | null> {
  return withTenant(ctx, async (db) => {
    const byEvent =
      trace.trackingEventId === null
        ? null
        : await visitOfEvent(db, ctx, trace.siteId, trace.trackingEventId);
    return byEvent ?? visitOfKeys(db, ctx, trace);
  });
}

async function visitOfEvent(db: TenantDb, ctx: Ctx, siteId: string, eventId: string): Promise<string | null> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH event AS (
      SELECT s.no AS site_no, e.visitor_key, event_at(e.id, e.extra) AS at FROM sites s
      JOIN events e ON e.site_no = s.no AND e.id = ${eventId}::uuid
      WHERE s.tenant_id = ${ctx.tenantId}::uuid AND s.id = ${siteId}::uuid),
    candidates AS (
      SELECT v.id FROM event JOIN visits v ON v.site_no = event.site_no AND v.visitor_key = event.visitor_key
      UNION
      SELECT a.visit_id FROM event JOIN visit_aliases a ON a.site_no = event.site_no AND a.visitor_key = event.visitor_key)
    SELECT v.id FROM candidates c JOIN visits v ON v.tenant_id = ${ctx.tenantId}::uuid AND v.id = c.id, event
    WHERE v.merged_into_id IS NULL AND event.at BETWEEN v.started_at AND v.last_event_at LIMIT 1`;
  return rows[0]?.id ?? null;
}

async function visitOfKeys(db: TenantDb, ctx: Ctx, trace: Trace): Promise<string | null> {
  const keys = [trace.visitorKey, trace.priorVisitorKey].filter((key) => key !== null).map(String);
  const openSince = new Date(trace.at.getTime() - VISIT_GAP_MS);
  const startedBy = new Date(trace.at.getTime() + CLOCK_SLACK_MS);
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH site AS (
      SELECT no FROM sites WHERE tenant_id = ${ctx.tenantId}::uuid AND id = ${trace.siteId}::uuid),
    candidates AS (
      SELECT v.id FROM site JOIN visits v ON v.site_no = site.no AND v.visitor_key = ANY(${keys}::bigint[])
      UNION
      SELECT a.visit_id FROM site JOIN visit_aliases a ON a.site_no = site.no AND a.visitor_key = ANY(${keys}::bigint[]))
    SELECT v.id FROM candidates c JOIN visits v ON v.tenant_id = ${ctx.tenantId}::uuid AND v.id = c.id
    WHERE v.merged_into_id IS NULL AND v.page_views + v.events > 0
      AND v.started_at <= ${startedBy} AND v.last_event_at > ${openSince}
    ORDER BY v.last_event_at DESC LIMIT 1`;
  return rows[0]?.id ?? null;
}
