import type { PoolClient } from "pg";
import { VISIT_GAP_MS } from "../time/site-day";
import { toVisit, VISIT_COLUMNS, type VisitRow } from "./visit-rows";
import type { FoundVisit, RollupEvent } from "./types";

// Plain index look-ups, one a key, whatever the planner thinks of a table that grows fast.
const BY_KEY = `SELECT k.key AS "askedKey", ${VISIT_COLUMNS} FROM unnest($1::int[], $2::bigint[]) AS k(site_no, key)
  CROSS JOIN LATERAL (SELECT * FROM visits WHERE visits.site_no = k.site_no AND visits.visitor_key = k.key
    AND merged_into_id IS NULL AND last_event_at >= $3 AND started_at <= $4 OFFSET 0) v`;

const BY_ALIAS = `SELECT k.key AS "askedKey", ${VISIT_COLUMNS} FROM unnest($1::int[], $2::bigint[]) AS k(site_no, key)
  CROSS JOIN LATERAL (SELECT * FROM visit_aliases WHERE visit_aliases.site_no = k.site_no AND visit_aliases.visitor_key = k.key OFFSET 0) a
  CROSS JOIN LATERAL (SELECT * FROM visits WHERE visits.tenant_id = a.tenant_id AND visits.id = a.visit_id
    AND merged_into_id IS NULL AND last_event_at >= $3 AND started_at <= $4 OFFSET 0) v`;

const ALIASES_OF = `SELECT site_no AS "siteNo", visit_id AS id, visitor_key::text AS key FROM visit_aliases
  WHERE (tenant_id, visit_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))`;

/** Longer than any calendar day: a visit further away than this is on no day of theirs. */
const DAY_REACH_MS = 26 * 3_600_000;
// Visits have mostly begun before the events that extend them; with this to spare one reading is enough.
const SPARE_MS = 6 * 3_600_000;

export type SiteKey = { siteNo: number; key: string };
export type Period = { fromMs: number; toMs: number };

/** Visits by site number. */
export type FoundVisits = Map<number, FoundVisit[]>;

/** The keys under which these events' visits may stand, each once. */
export function keysOfEvents(events: readonly (RollupEvent & { siteNo: number })[]): SiteKey[] {
  const seen = new Map<number, Set<string>>();
  const keys: SiteKey[] = [];
  const add = (siteNo: number, key: string): void => {
    let known = seen.get(siteNo);
    if (!known) seen.set(siteNo, (known = new Set()));
    if (known.has(key)) return;
    known.add(key);
    keys.push({ siteNo, key });
  };
  for (const { siteNo, visitorKey, otherKeys } of events) {
    add(siteNo, visitorKey);
    for (const key of otherKeys) add(siteNo, key);
  }
  return keys;
}

/**
 * All visits of the given visitors, and of whoever shares a key with them, on the days that events of a period can touch: a
 * visitor counts once a day, so their other visits of these days matter to the totals.
 * @param period of the events
 */
export async function readVisits(
  client: PoolClient,
  keys: readonly SiteKey[],
  period: Period,
): Promise<FoundVisits> {
  const spareMs = DAY_REACH_MS + SPARE_MS;
  let reach: Period = { fromMs: period.fromMs - spareMs, toMs: period.toMs + spareMs };
  for (;;) {
    const found = await readWithin(client, keys, reach);
    // A visit that these events extend may be longer than a day itself; then its other days matter as well.
    const needed = reachOf(found, period);
    if (needed.fromMs >= reach.fromMs && needed.toMs <= reach.toMs) return found;
    reach = { fromMs: Math.min(needed.fromMs, reach.fromMs), toMs: Math.max(needed.toMs, reach.toMs) };
  }
}

function reachOf(found: FoundVisits, period: Period): Period {
  let { fromMs, toMs } = period;
  for (const visits of found.values()) {
    for (const { visit } of visits) {
      if (visit.endedAtMs < period.fromMs - VISIT_GAP_MS || visit.startedAtMs > period.toMs + VISIT_GAP_MS)
        continue;
      fromMs = Math.min(fromMs, visit.startedAtMs);
      toMs = Math.max(toMs, visit.endedAtMs);
    }
  }
  return { fromMs: fromMs - DAY_REACH_MS, toMs: toMs + DAY_REACH_MS };
}

type Row = VisitRow & { askedKey: string };
type Entry = { siteNo: number; tenantId: string; visit: FoundVisit["visit"]; keys: string[] };

async function readWithin(client: PoolClient, keys: readonly SiteKey[], reach: Period): Promise<FoundVisits> {
  const entries = new Map<string, Entry>();
  const asked = new Set<string>();
  let asking = keys;
  while (asking.length > 0) {
    for (const { siteNo, key } of asking) asked.add(`${siteNo} ${key}`);
    const place = [
      `{${asking.map(({ siteNo }) => siteNo).join()}}`,
      `{${asking.map(({ key }) => key).join()}}`,
      new Date(reach.fromMs),
      new Date(reach.toMs),
    ];
    const fresh: Entry[] = [];
    for (const statement of [BY_KEY, BY_ALIAS]) {
      const { rows } = await client.query<Row>(statement, place);
      for (const row of rows) addRow(entries, fresh, row);
    }
    const more = [...furtherKeys(fresh), ...(await aliasesOf(client, entries, fresh))];
    const next = new Map(more.map((item) => [`${item.siteNo} ${item.key}`, item]));
    asking = [...next].filter(([name]) => !asked.has(name)).map(([, item]) => item);
  }
  const found: FoundVisits = new Map();
  for (const { siteNo, visit, keys: of } of entries.values()) {
    const list = found.get(siteNo);
    if (list) list.push({ visit, keys: of });
    else found.set(siteNo, [{ visit, keys: of }]);
  }
  return found;
}

function addRow(entries: Map<string, Entry>, fresh: Entry[], row: Row): void {
  const known = entries.get(row.id);
  if (known) {
    if (!known.keys.includes(row.askedKey)) known.keys.push(row.askedKey);
    return;
  }
  const entry = { siteNo: row.siteNo, tenantId: row.tenantId, visit: toVisit(row), keys: [row.askedKey] };
  entries.set(row.id, entry);
  fresh.push(entry);
}

function* furtherKeys(fresh: readonly Entry[]): Generator<SiteKey> {
  for (const { siteNo, visit } of fresh) {
    yield { siteNo, key: visit.visitorKey };
    for (const [, key] of visit.dayKeys) yield { siteNo, key };
  }
}

// Only visits with a cookie's key have further keys that no event of theirs need carry: the others' keys are of their own
// days, and events around midnight carry both.
async function aliasesOf(
  client: PoolClient,
  entries: ReadonlyMap<string, Entry>,
  fresh: readonly Entry[],
): Promise<SiteKey[]> {
  const identified = fresh.filter(({ visit }) => visit.isIdentified);
  if (identified.length === 0) return [];
  const { rows } = await client.query<SiteKey & { id: string }>(ALIASES_OF, [
    identified.map(({ tenantId }) => tenantId),
    identified.map(({ visit }) => visit.id),
  ]);
  for (const { id, key } of rows) {
    const entry = entries.get(id);
    if (entry && !entry.keys.includes(key)) entry.keys.push(key);
  }
  return rows;
}
