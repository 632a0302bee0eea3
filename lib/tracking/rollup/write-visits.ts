import type { PoolClient } from "pg";
import { newId } from "@/lib/ids";
import { dayNumber, siteDay } from "../time/site-day";
import type { Assembly } from "./assemble";
import type { SiteInfo, VisitState } from "./types";
import { customEventsOf, pageViewsOf } from "./visit-state";

const UPSERT_VISITORS = `INSERT INTO visitors (id, tenant_id, site_id, visitor_key, country, city, first_seen_at, last_seen_at)
  SELECT r.id, $1, $2, r.key, r.country, r.city, r.first_at, r.last_at
  FROM json_to_recordset($3::json) AS r(id uuid, key bigint, country text, city text, first_at timestamptz, last_at timestamptz)
  ORDER BY r.key
  ON CONFLICT (tenant_id, site_id, visitor_key) DO UPDATE SET
    first_seen_at = LEAST(visitors.first_seen_at, EXCLUDED.first_seen_at),
    last_seen_at = GREATEST(visitors.last_seen_at, EXCLUDED.last_seen_at)
  RETURNING id, visitor_key AS key`;

const COLUMNS = {
  id: "uuid",
  visitor_id: "uuid",
  visitor_key: "bigint",
  started_at: "timestamptz",
  last_event_at: "timestamptz",
  start_day: "date",
  end_day: "date",
  day_keys: "jsonb",
  first_event_id: "uuid",
  last_event_id: "uuid",
  entry_at: "timestamptz",
  exit_at: "timestamptz",
  entry_path: "text",
  exit_path: "text",
  page_views: "integer",
  events: "integer",
  pages: "jsonb",
  visible_ms: "integer",
  channel: "text",
  source: "text",
  referrer: "text",
  utm_source: "text",
  utm_medium: "text",
  utm_campaign: "text",
  utm_term: "text",
  utm_content: "text",
  country: "text",
  region: "text",
  city: "text",
  device: "text",
  browser: "text",
  os: "text",
  language: "text",
  screen_width_px: "integer",
} as const;

type VisitRow = Record<keyof typeof COLUMNS, unknown>;

const names = Object.keys(COLUMNS);
const UPSERT_VISITS = `INSERT INTO visits (tenant_id, site_id, ${names.join(", ")})
  SELECT $1, $2, ${names.map((name) => `r.${name}`).join(", ")}
  FROM json_to_recordset($3::json) AS r(${Object.entries(COLUMNS)
    .map(([name, type]) => `${name} ${type}`)
    .join(", ")})
  ON CONFLICT (id) DO UPDATE SET ${names
    .slice(1)
    .map((name) => `${name} = EXCLUDED.${name}`)
    .join(", ")}`;

const ADD_ALIASES = `INSERT INTO visit_aliases (tenant_id, site_id, visitor_key, visit_id)
  SELECT $1, $2, * FROM unnest($3::bigint[], $4::uuid[]) ON CONFLICT DO NOTHING`;

// The row stays for those who refer to it (a request that was sent from this visit) and leads them to the right one.
const MERGE = [
  `UPDATE visits SET merged_into_id = m.target FROM unnest($3::uuid[], $4::uuid[]) AS m(gone, target)
   WHERE visits.tenant_id = $1 AND visits.site_id = $2 AND (visits.id = m.gone OR visits.merged_into_id = m.gone)`,
  `INSERT INTO visit_aliases (tenant_id, site_id, visitor_key, visit_id)
   SELECT a.tenant_id, a.site_id, a.visitor_key, m.target FROM unnest($3::uuid[], $4::uuid[]) AS m(gone, target)
   JOIN visit_aliases a ON a.tenant_id = $1 AND a.site_id = $2 AND a.visit_id = m.gone ON CONFLICT DO NOTHING`,
  `DELETE FROM visit_aliases WHERE tenant_id = $1 AND site_id = $2 AND visit_id = ANY($3) AND cardinality($4::uuid[]) > 0`,
];

/** Stores what {@link Assembly} says has changed: visitors, visits, the keys that lead to them, and merged visits. */
export async function writeVisits(client: PoolClient, site: SiteInfo, assembly: Assembly): Promise<void> {
  const visitorIds = await writeVisitors(client, site, assembly.changed);
  const rows = assembly.changed.map((visit) => toRow(visit, site, visitorIds.get(visit.visitorKey) ?? ""));
  await client.query(UPSERT_VISITS, [site.tenantId, site.id, JSON.stringify(rows)]);
  const aliases = assembly.changed.flatMap((visit) =>
    [...(assembly.keysOf.get(visit.id) ?? [])]
      .filter((key) => key !== visit.visitorKey)
      .map((key) => [key, visit.id]),
  );
  if (aliases.length > 0) {
    await client.query(ADD_ALIASES, [
      site.tenantId,
      site.id,
      aliases.map(([key]) => key),
      aliases.map(([, id]) => id),
    ]);
  }
  if (assembly.merged.size === 0) return;
  const merged = [site.tenantId, site.id, [...assembly.merged.keys()], [...assembly.merged.values()]];
  for (const statement of MERGE) await client.query(statement, merged);
}

async function writeVisitors(
  client: PoolClient,
  site: SiteInfo,
  visits: readonly VisitState[],
): Promise<Map<string, string>> {
  const seen = new Map<
    string,
    { id: string; key: string; country: string; city: string; first_at: number; last_at: number }
  >();
  for (const visit of visits) {
    const { country, city } = visit.lead.client;
    for (const key of new Set([visit.visitorKey, ...visit.dayKeys.map(([, each]) => each)])) {
      const known = seen.get(key);
      const first_at = Math.min(visit.startedAtMs, known?.first_at ?? Infinity);
      const last_at = Math.max(visit.endedAtMs, known?.last_at ?? 0);
      seen.set(key, { id: newId(), key, country, city, first_at, last_at });
    }
  }
  const rows = [...seen.values()].map((row) => ({
    ...row,
    first_at: iso(row.first_at),
    last_at: iso(row.last_at),
  }));
  const result = await client.query<{ id: string; key: string }>(UPSERT_VISITORS, [
    site.tenantId,
    site.id,
    JSON.stringify(rows),
  ]);
  return new Map(result.rows.map((row) => [row.key, row.id]));
}

function toRow(visit: VisitState, site: SiteInfo, visitorId: string): VisitRow {
  const { lead, exit } = visit;
  const [pair, ...more] = visit.dayKeys;
  const isPlain = more.length === 0 && pair?.[0] === visit.startDay && pair[1] === visit.visitorKey;
  return {
    id: visit.id,
    visitor_id: visitorId,
    visitor_key: visit.visitorKey,
    started_at: iso(visit.startedAtMs),
    last_event_at: iso(visit.endedAtMs),
    start_day: visit.startDay,
    end_day: siteDay(site.timeZone, visit.endedAtMs),
    day_keys: isPlain ? null : visit.dayKeys,
    first_event_id: lead.eventId,
    last_event_id: exit?.eventId ?? lead.eventId,
    entry_at: iso(lead.atMs),
    exit_at: exit && iso(exit.atMs),
    entry_path: lead.path,
    exit_path: exit?.path ?? "",
    page_views: pageViewsOf(visit),
    events: customEventsOf(visit),
    pages: visit.pages.map((page) => [dayNumber(page.day), page.pathId, page.count]),
    visible_ms: visit.visibleMs,
    ...sourceColumns(visit),
    ...clientColumns(visit),
  };
}

function sourceColumns({ lead: { source } }: VisitState) {
  return {
    channel: source?.channel ?? "",
    source: source?.source ?? "",
    referrer: source?.referrer ?? "",
    utm_source: source?.utmSource ?? "",
    utm_medium: source?.utmMedium ?? "",
    utm_campaign: source?.utmCampaign ?? "",
    utm_term: source?.utmTerm ?? "",
    utm_content: source?.utmContent ?? "",
  };
}

function clientColumns({ lead: { client } }: VisitState) {
  const { country, region, city, device, browser, os, language, screenWidthPx } = client;
  return { country, region, city, device, browser, os, language, screen_width_px: screenWidthPx };
}

const iso = (atMs: number): string => new Date(atMs).toISOString();
