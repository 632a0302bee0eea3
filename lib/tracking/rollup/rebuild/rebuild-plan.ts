import type { Pool, PoolClient } from "pg";
import { addDays, dayStartMs } from "../../time/site-day";
import { KeyGroups } from "../key-groups";
import type { SiteInfo } from "../types";

/** A day of a site as a rebuild sees it. Times in Unix ms. */
export type RebuildDay = {
  site: SiteInfo;
  day: string;
  fromMs: number;
  toMs: number;
  /** Events are read with this much before and after, since visits begin on the day before and end on the day after. */
  readFromMs: number;
  readToMs: number;
};

const MARGIN_MS = 26 * 3_600_000;
/** Ids carry the browser's time, which may be off by as much as the collector takes. */
const ID_MARGIN_MS = 49 * 3_600_000;

export function rebuildDay(site: SiteInfo, day: string): RebuildDay {
  const fromMs = dayStartMs(site.timeZone, day);
  const toMs = dayStartMs(site.timeZone, addDays(day, 1));
  return { site, day, fromMs, toMs, readFromMs: fromMs - MARGIN_MS, readToMs: toMs + MARGIN_MS };
}

/** `FROM ... WHERE` of the events of a span, with its parameters $1 to $5: site, ids from and to, times from and to. */
export const IN_SPAN = `FROM events WHERE site_no = $1 AND id >= uuidv7_floor(to_timestamp($2::float8 / 1000))
  AND id < uuidv7_floor(to_timestamp($3::float8 / 1000)) AND event_ms(id, extra) >= $4 AND event_ms(id, extra) < $5`;

export const spanParams = (site: SiteInfo, fromMs: number, toMs: number): number[] => [
  site.no,
  fromMs - ID_MARGIN_MS,
  toMs + ID_MARGIN_MS,
  fromMs,
  toMs,
];

const EVENTS_A_SLICE = 40_000;
const KEYS_A_SLICE = 4_000;

/** Which visitors are rebuilt together. */
export type Slice = { kind: "tied"; keys: string[] } | { kind: "plain"; number: number; of: number };

export type RebuildPlan = { slices: Slice[]; tiedKeys: ReadonlySet<string> };

const SIZE = `SELECT count(*)::int AS size ${IN_SPAN}`;
const TIES = `SELECT DISTINCT visitor_key::text AS a, extra::jsonb ->> 'y' AS b ${IN_SPAN} AND extra LIKE '%"y":%'`;
const ALIASES = `SELECT v.visitor_key::text AS a, a.visitor_key::text AS b FROM visits v
  JOIN visit_aliases a ON a.tenant_id = v.tenant_id AND a.visit_id = v.id
  WHERE v.site_no = $1 AND v.start_day BETWEEN $2::date - 2 AND $2::date + 1`;

/**
 * Cuts the visitors of a day into slices that fit in memory. Keys that belong together, those around midnight and those of
 * visitors who agreed, are in the same slice; the others go by a hash.
 */
export async function planRebuild(client: Pool | PoolClient, target: RebuildDay): Promise<RebuildPlan> {
  const span = spanParams(target.site, target.readFromMs, target.readToMs);
  const { rows: sizes } = await client.query<{ size: number }>(SIZE, span);
  const { rows: ties } = await client.query<{ a: string; b: string | null }>(TIES, span);
  const aliases = await client.query<{ a: string; b: string }>(ALIASES, [target.site.no, target.day]);
  const groups = new KeyGroups();
  const tiedKeys = new Set<string>();
  for (const { a, b } of [...ties, ...aliases.rows]) {
    tiedKeys.add(a);
    if (b === null) continue;
    tiedKeys.add(b);
    groups.tie(a, b);
  }
  const slices: Slice[] = tiedSlices(tiedKeys, groups);
  const of = Math.max(1, Math.ceil((sizes[0]?.size ?? 0) / EVENTS_A_SLICE));
  for (let number = 0; number < of; number += 1) slices.push({ kind: "plain", number, of });
  return { slices, tiedKeys };
}

function tiedSlices(keys: ReadonlySet<string>, groups: KeyGroups): Slice[] {
  const together = new Map<string, string[]>();
  for (const key of keys) {
    const name = groups.nameOf(key);
    const list = together.get(name);
    if (list) list.push(key);
    else together.set(name, [key]);
  }
  const slices: { kind: "tied"; keys: string[] }[] = [];
  for (const group of together.values()) {
    const last = slices.at(-1);
    if (last && last.keys.length + group.length <= KEYS_A_SLICE) last.keys.push(...group);
    else slices.push({ kind: "tied", keys: group });
  }
  return slices;
}
