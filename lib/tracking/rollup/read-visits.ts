import type { PoolClient } from "pg";
import { dayOfNumber } from "../time/site-day";
import { StoredDayKeys, StoredPages } from "./read-events";
import type { FoundVisit, SiteInfo, VisitState } from "./types";

// Plain index look-ups: a join with the keys is planned badly as long as the statistics of a growing table lag behind.
const ALIASES = `SELECT visit_id AS id, visitor_key AS key FROM visit_aliases
  WHERE tenant_id = $1 AND site_id = $2 AND visitor_key = ANY($3::bigint[])`;

const COLUMNS = `v.id, v.visitor_key AS "visitorKey", (extract(epoch FROM v.started_at) * 1000)::float8 AS "startedAtMs",
    (extract(epoch FROM v.last_event_at) * 1000)::float8 AS "endedAtMs", v.start_day::text AS "startDay", v.day_keys AS "dayKeys",
    v.first_event_id AS "leadId", (extract(epoch FROM v.entry_at) * 1000)::float8 AS "leadAtMs", v.entry_path AS "entryPath",
    v.last_event_id AS "exitId", (extract(epoch FROM v.exit_at) * 1000)::float8 AS "exitAtMs", v.exit_path AS "exitPath",
    v.page_views AS "pageViews", v.events, v.pages, v.visible_ms AS "visibleMs",
    v.channel, v.source, v.referrer, v.utm_source AS "utmSource", v.utm_medium AS "utmMedium", v.utm_campaign AS "utmCampaign",
    v.utm_term AS "utmTerm", v.utm_content AS "utmContent", v.country, v.region, v.city, v.device, v.browser, v.os, v.language,
    v.screen_width_px AS "screenWidthPx"`;

const BY_KEY = `SELECT ${COLUMNS} FROM visits v
  WHERE v.tenant_id = $1 AND v.site_id = $2 AND v.visitor_key = ANY($3::bigint[]) AND v.merged_into_id IS NULL`;
const BY_ID = `SELECT ${COLUMNS} FROM visits v WHERE v.tenant_id = $1 AND v.id = ANY($2::uuid[]) AND v.merged_into_id IS NULL`;

type Texts =
  | "channel"
  | "source"
  | "referrer"
  | "utmSource"
  | "utmMedium"
  | "utmCampaign"
  | "utmTerm"
  | "utmContent"
  | "country"
  | "region"
  | "city"
  | "device"
  | "browser"
  | "os"
  | "language"
  | "entryPath"
  | "exitPath";

type Row = Record<Texts, string> & {
  id: string;
  visitorKey: string;
  startedAtMs: number;
  endedAtMs: number;
  startDay: string;
  dayKeys: unknown;
  leadId: string;
  leadAtMs: number;
  exitId: string;
  exitAtMs: number | null;
  pageViews: number;
  events: number;
  pages: unknown;
  visibleMs: number;
  screenWidthPx: number;
};

/**
 * All visits of the given visitors of a site, and of whoever shares a day's key with them: a visitor counts once a day, so
 * their other visits matter to the day's totals.
 */
export async function readVisits(
  client: PoolClient,
  site: SiteInfo,
  keys: ReadonlySet<string>,
): Promise<FoundVisit[]> {
  const found = new Map<string, FoundVisit>();
  const asked = new Set(keys);
  let asking = [...keys];
  while (asking.length > 0) {
    const place = [site.tenantId, site.id, asking];
    const { rows: aliases } = await client.query<{ id: string; key: string }>(ALIASES, place);
    const { rows } = await client.query<Row>(BY_KEY, place);
    for (const row of rows) add(found, row, row.visitorKey);
    if (aliases.length > 0) {
      const byId = await client.query<Row>(BY_ID, [site.tenantId, aliases.map((alias) => alias.id)]);
      const rowOf = new Map(byId.rows.map((row) => [row.id, row]));
      for (const { id, key } of aliases) add(found, rowOf.get(id), key);
    }
    asking = [...found.values()]
      .flatMap(({ visit }) => visit.dayKeys.map(([, key]) => key))
      .filter((key) => !asked.has(key));
    for (const key of asking) asked.add(key);
  }
  return [...found.values()];
}

function add(found: Map<string, FoundVisit>, row: Row | undefined, key: string): void {
  if (!row) return;
  const known = found.get(row.id);
  found.set(row.id, { visit: known?.visit ?? toVisit(row), keys: [...(known?.keys ?? []), key] });
}

function toVisit(row: Row): VisitState {
  return {
    id: row.id,
    visitorKey: row.visitorKey,
    startedAtMs: row.startedAtMs,
    endedAtMs: row.endedAtMs,
    startDay: row.startDay,
    dayKeys: StoredDayKeys.parse(row.dayKeys) ?? [[row.startDay, row.visitorKey]],
    lead: {
      rank: row.pageViews > 0 ? 0 : row.events > 0 ? 1 : 2,
      atMs: row.leadAtMs,
      eventId: row.leadId,
      path: row.entryPath,
      client: row,
      source: row.channel === "" ? null : { ...row, clickId: "" },
    },
    exit: row.exitAtMs === null ? null : { atMs: row.exitAtMs, eventId: row.exitId, path: row.exitPath },
    pages: StoredPages.parse(row.pages).map(([day, pathId, count]) => ({
      day: dayOfNumber(day),
      pathId,
      count,
    })),
    visibleMs: row.visibleMs,
  };
}
