import type { PoolClient } from "pg";
import { listArray, plainArray, textArray } from "./array-text";
import type { Assembly } from "./assemble";
import type { SiteInfo, VisitState } from "./types";
import { dayKeysText } from "./visit-rows";
import { visitorDays } from "./visit-state";

/** What one batch changes at one site. */
export type SiteChange = { site: SiteInfo; assembly: Assembly };

const UPSERT_VISITS = `INSERT INTO visits (tenant_id, id, first_event_id, last_event_id, visitor_key, started_at, last_event_at, entry_at,
    exit_at, site_no, start_day, entry_path_id, exit_path_id, client_id, source_id, page_views, events, visible_ms, is_identified,
    day_keys, counts, steps, touches, contact_id)
  SELECT tenant_id, id, first_event_id, last_event_id, visitor_key, to_timestamp(started_ms / 1000), to_timestamp(ended_ms / 1000),
    to_timestamp(entry_ms / 1000), to_timestamp(exit_ms / 1000), site_no, '1970-01-01'::date + start_day, entry_path_id, exit_path_id,
    client_id, source_id, page_views, events, visible_ms, is_identified, day_keys::jsonb, counts::int[], steps::int[], touches::int[],
    contact_id
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::bigint[], $6::float8[], $7::float8[], $8::float8[], $9::float8[],
    $10::int[], $11::int[], $12::int[], $13::int[], $14::int[], $15::int[], $16::int[], $17::int[], $18::int[], $19::bool[],
    $20::text[], $21::text[], $22::text[], $23::text[], $24::uuid[]) AS u(tenant_id, id, first_event_id, last_event_id, visitor_key,
    started_ms, ended_ms, entry_ms, exit_ms, site_no, start_day, entry_path_id, exit_path_id, client_id, source_id, page_views,
    events, visible_ms, is_identified, day_keys, counts, steps, touches, contact_id)
  ON CONFLICT (tenant_id, id) DO UPDATE SET first_event_id = EXCLUDED.first_event_id, last_event_id = EXCLUDED.last_event_id,
    visitor_key = EXCLUDED.visitor_key, started_at = EXCLUDED.started_at, last_event_at = EXCLUDED.last_event_at,
    entry_at = EXCLUDED.entry_at, exit_at = EXCLUDED.exit_at, start_day = EXCLUDED.start_day,
    entry_path_id = EXCLUDED.entry_path_id, exit_path_id = EXCLUDED.exit_path_id, client_id = EXCLUDED.client_id,
    source_id = EXCLUDED.source_id, page_views = EXCLUDED.page_views, events = EXCLUDED.events, visible_ms = EXCLUDED.visible_ms,
    is_identified = EXCLUDED.is_identified, day_keys = EXCLUDED.day_keys, counts = EXCLUDED.counts, steps = EXCLUDED.steps,
    touches = EXCLUDED.touches, contact_id = coalesce(EXCLUDED.contact_id, visits.contact_id)`;

const ADD_ALIASES = `INSERT INTO visit_aliases (tenant_id, site_no, visitor_key, visit_id)
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::bigint[], $4::uuid[]) ON CONFLICT DO NOTHING`;

// The row stays for those who refer to it (a request that was sent from this visit) and leads them to the right one.
const MERGE = [
  `UPDATE visits SET merged_into_id = m.target FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS m(tenant_id, gone, target)
   WHERE visits.tenant_id = m.tenant_id AND visits.id = m.gone`,
  `UPDATE visits SET merged_into_id = m.target FROM unnest($1::uuid[], $2::int[], $3::uuid[], $4::uuid[]) AS m(tenant_id, site_no, gone, target)
   WHERE visits.tenant_id = m.tenant_id AND visits.site_no = m.site_no AND visits.merged_into_id = m.gone`,
  `INSERT INTO visit_aliases (tenant_id, site_no, visitor_key, visit_id)
   SELECT a.tenant_id, a.site_no, a.visitor_key, m.target FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS m(tenant_id, gone, target)
   JOIN visit_aliases a ON a.tenant_id = m.tenant_id AND a.visit_id = m.gone ON CONFLICT DO NOTHING`,
  `DELETE FROM visit_aliases a USING unnest($1::uuid[], $2::uuid[]) AS m(tenant_id, gone) WHERE a.tenant_id = m.tenant_id AND a.visit_id = m.gone`,
];

// Cookieless visitors have no row: nobody can be told from another after a day.
const UPSERT_VISITORS = `INSERT INTO visitors (tenant_id, site_no, visitor_key, first_seen_at, last_seen_at, contact_id)
  SELECT tenant_id, site_no, key, to_timestamp(first_ms / 1000), to_timestamp(last_ms / 1000), contact_id
  FROM unnest($1::uuid[], $2::int[], $3::bigint[], $4::float8[], $5::float8[], $6::uuid[])
    AS u(tenant_id, site_no, key, first_ms, last_ms, contact_id)
  ON CONFLICT (tenant_id, site_no, visitor_key) DO UPDATE SET
    first_seen_at = LEAST(visitors.first_seen_at, EXCLUDED.first_seen_at),
    last_seen_at = GREATEST(visitors.last_seen_at, EXCLUDED.last_seen_at),
    contact_id = coalesce(EXCLUDED.contact_id, visitors.contact_id)`;

// The column store of a closed day (lib/tracking/columns) is made again where a visit of that day has changed.
const MARK_DAYS = `UPDATE visit_columns_days d SET is_dirty = true
  FROM unnest($1::uuid[], $2::int[], $3::int[]) AS u(tenant_id, site_no, day)
  WHERE d.tenant_id = u.tenant_id AND d.site_no = u.site_no AND d.day = '1970-01-01'::date + u.day AND NOT d.is_dirty`;

/** Stores what assemblies say has changed: visits, the keys that lead to them, merged visits, and visitors who agreed. */
export async function writeVisits(client: PoolClient, changes: readonly SiteChange[]): Promise<void> {
  const rows = changes.flatMap(({ site, assembly }) => assembly.changed.map((visit) => ({ site, visit })));
  if (rows.length > 0)
    await client.query({ name: "rollup-visits", text: UPSERT_VISITS, values: visitParams(rows) });
  const aliases = changes.flatMap(({ site, assembly }) =>
    assembly.aliases.map((alias) => ({ site, ...alias })),
  );
  if (aliases.length > 0) {
    await client.query(ADD_ALIASES, [
      plainArray(aliases.map(({ site }) => site.tenantId)),
      plainArray(aliases.map(({ site }) => site.no)),
      plainArray(aliases.map(({ key }) => key)),
      plainArray(aliases.map(({ visitId }) => visitId)),
    ]);
  }
  await writeMerges(client, changes);
  await writeVisitors(client, rows);
  await markDays(client, changes);
}

type Row = { site: SiteInfo; visit: VisitState };

function visitParams(rows: readonly Row[]): string[] {
  const plain = (read: (row: Row) => string | number | boolean | null): string => plainArray(rows.map(read));
  const list = (read: (visit: VisitState) => readonly number[]): string =>
    listArray(rows.map(({ visit }) => read(visit)));
  return [
    plain(({ site }) => site.tenantId),
    plain(({ visit }) => visit.id),
    plain(({ visit }) => visit.lead.eventId),
    plain(({ visit }) => visit.exit?.eventId ?? visit.lead.eventId),
    plain(({ visit }) => visit.visitorKey),
    plain(({ visit }) => visit.startedAtMs),
    plain(({ visit }) => visit.endedAtMs),
    plain(({ visit }) => visit.lead.atMs),
    plain(({ visit }) => visit.exit?.atMs ?? null),
    plain(({ site }) => site.no),
    plain(({ visit }) => visit.startDay),
    plain(({ visit }) => visit.lead.pathId),
    plain(({ visit }) => visit.exit?.pathId ?? 0),
    plain(({ visit }) => visit.lead.clientId),
    plain(({ visit }) => visit.lead.sourceId),
    plain(({ visit }) => visit.pageViews),
    plain(({ visit }) => visit.customEvents),
    plain(({ visit }) => visit.visibleMs),
    plain(({ visit }) => visit.isIdentified),
    textArray(rows.map(({ visit }) => dayKeysText(visit, visitorDays(visit)))),
    list((visit) => visit.counts),
    list((visit) => visit.steps),
    list((visit) => visit.touches),
    plain(({ visit }) => visit.contactId),
  ];
}

async function writeMerges(client: PoolClient, changes: readonly SiteChange[]): Promise<void> {
  const merged = changes.flatMap(({ site, assembly }) =>
    [...assembly.merged].map(([gone, target]) => ({ site, gone, target })),
  );
  if (merged.length === 0) return;
  const tenants = plainArray(merged.map(({ site }) => site.tenantId));
  const sites = plainArray(merged.map(({ site }) => site.no));
  const gone = plainArray(merged.map((each) => each.gone));
  const targets = plainArray(merged.map(({ target }) => target));
  const params = [
    [tenants, gone, targets],
    [tenants, sites, gone, targets],
    [tenants, gone, targets],
    [tenants, gone],
  ];
  for (const [index, statement] of MERGE.entries()) await client.query(statement, params[index]);
}

async function writeVisitors(client: PoolClient, rows: readonly Row[]): Promise<void> {
  const visitors = new Map<
    string,
    { site: SiteInfo; key: string; firstMs: number; lastMs: number; contactId: string | null }
  >();
  for (const { site, visit } of rows) {
    if (!visit.isIdentified) continue;
    const name = `${site.no} ${visit.visitorKey}`;
    const known = visitors.get(name);
    visitors.set(name, {
      site,
      key: visit.visitorKey,
      firstMs: Math.min(visit.startedAtMs, known?.firstMs ?? Infinity),
      lastMs: Math.max(visit.endedAtMs, known?.lastMs ?? 0),
      contactId: visit.contactId ?? known?.contactId ?? null,
    });
  }
  if (visitors.size === 0) return;
  const list = [...visitors.values()];
  await client.query(UPSERT_VISITORS, [
    plainArray(list.map(({ site }) => site.tenantId)),
    plainArray(list.map(({ site }) => site.no)),
    plainArray(list.map(({ key }) => key)),
    plainArray(list.map(({ firstMs }) => firstMs)),
    plainArray(list.map(({ lastMs }) => lastMs)),
    plainArray(list.map(({ contactId }) => contactId)),
  ]);
}

async function markDays(client: PoolClient, changes: readonly SiteChange[]): Promise<void> {
  const days = changes.flatMap(({ site, assembly: { before, changed } }) =>
    [...new Set([...before, ...changed].map((visit) => visit.startDay))].map((day) => ({ site, day })),
  );
  if (days.length === 0) return;
  await client.query(MARK_DAYS, [
    plainArray(days.map(({ site }) => site.tenantId)),
    plainArray(days.map(({ site }) => site.no)),
    plainArray(days.map(({ day }) => day)),
  ]);
}
