import { Prisma, type TenantDb } from "@/lib/db";
import type { Ctx } from "@/lib/tenancy";
import { ClientValue, SourceValue } from "../values";
import { DELETED } from "./limits";
import { type ReplayItem, StoppedReason } from "./schemas";

export type ReplayRow = {
  id: string;
  site_id: string;
  site_no: number;
  site_name: string;
  site_domain: string;
  visit_id: string | null;
  contact_id: string | null;
  started_at: Date;
  last_chunk_at: Date;
  duration_ms: number;
  page_count: number;
  entry_path: string;
  client: string | null;
  has_visit: boolean;
  source: string | null;
  events: number | null;
  steps: number[] | null;
  size_bytes: number;
  stopped_reason: string | null;
  viewed_at: Date | null;
};

/**
 * Recordings with what is known of their visits, newest first. A visit that a late event has joined to an earlier one is
 * followed there.
 * @param conditions over r (replays), s (sites), v (visits, may be null) and c (the client's text)
 */
export function readReplays(
  db: TenantDb,
  ctx: Ctx,
  conditions: readonly Prisma.Sql[],
  limit: number,
): Promise<ReplayRow[]> {
  const where = Prisma.join(
    [
      Prisma.sql`r.tenant_id = ${ctx.tenantId}::uuid`,
      Prisma.sql`r.stopped_reason IS DISTINCT FROM ${DELETED}`,
      ...conditions,
    ],
    " AND ",
  );
  return db.$queryRaw<ReplayRow[]>`
    SELECT r.id, r.site_id, s.no AS site_no, s.name AS site_name, s.domain AS site_domain, v.id AS visit_id, v.contact_id,
      r.started_at, r.last_chunk_at, r.duration_ms, r.page_count, r.entry_path, c.value AS client, v.id IS NOT NULL AS has_visit,
      src.value AS source, v.events, v.steps, r.size_bytes, r.stopped_reason, r.viewed_at
    FROM replays r
    JOIN sites s ON s.tenant_id = r.tenant_id AND s.id = r.site_id AND s.deleted_at IS NULL
    LEFT JOIN visits first ON first.tenant_id = r.tenant_id AND first.id = r.visit_id
    LEFT JOIN visits v ON v.tenant_id = r.tenant_id AND v.id = coalesce(first.merged_into_id, first.id)
    LEFT JOIN tracking_values c ON c.tenant_id = r.tenant_id AND c.site_no = s.no AND c.id = r.client_id
    LEFT JOIN tracking_values src ON src.tenant_id = r.tenant_id AND src.site_no = s.no AND src.id = v.source_id
    WHERE ${where}
    ORDER BY r.started_at DESC, r.id DESC LIMIT ${limit}`;
}

export function toReplayItem(row: ReplayRow): ReplayItem {
  const client = ClientValue.parse(JSON.parse(row.client ?? "{}"));
  const source = SourceValue.parse(JSON.parse(row.source ?? "{}")).source;
  return {
    id: row.id,
    siteId: row.site_id,
    siteName: row.site_name,
    visitId: row.visit_id,
    contactId: row.contact_id,
    startedAt: row.started_at.toISOString(),
    lastChunkAt: row.last_chunk_at.toISOString(),
    durationMs: row.duration_ms,
    pageCount: row.page_count,
    entryPath: row.entry_path,
    country: client.country,
    city: client.city,
    device: client.device,
    browser: client.browser,
    os: client.os,
    source: row.has_visit ? source || "Direct" : "",
    events: row.events ?? 0,
    sizeBytes: row.size_bytes,
    stoppedReason: StoppedReason.safeParse(row.stopped_reason).data ?? null,
    viewedAt: row.viewed_at?.toISOString() ?? null,
  };
}
