import type { PoolClient } from "pg";
import type { ReportDimension } from "../schemas";
import { type Contributions, type DayCounts, type DimensionKey, noCounts } from "./contributions";
import type { SiteInfo } from "./types";

/** Values of one day and dimension that are kept apart; later ones are counted together under this name. */
export const VALUES_A_DAY_MAX = 2_000;
export const OTHER = "(other)";

// The rest (channel, country, device, browser, os) has few values by nature.
const UNBOUNDED: ReadonlySet<ReportDimension> = new Set([
  "page",
  "entry_page",
  "exit_page",
  "source",
  "campaign",
]);

const UPSERT_DAYS = `INSERT INTO rollup_days (tenant_id, site_id, day, visitors, visits, page_views, events, bounces, visible_ms)
  SELECT $1, $2, * FROM unnest($3::date[], $4::int[], $5::int[], $6::int[], $7::int[], $8::int[], $9::bigint[])
  ON CONFLICT (tenant_id, site_id, day) DO UPDATE SET visitors = rollup_days.visitors + EXCLUDED.visitors,
    visits = rollup_days.visits + EXCLUDED.visits, page_views = rollup_days.page_views + EXCLUDED.page_views,
    events = rollup_days.events + EXCLUDED.events, bounces = rollup_days.bounces + EXCLUDED.bounces,
    visible_ms = rollup_days.visible_ms + EXCLUDED.visible_ms`;

const UPSERT_DIMENSIONS = `INSERT INTO rollup_dimensions (tenant_id, site_id, day, dimension, value, visitors, visits, page_views, events)
  SELECT $1, $2, * FROM unnest($3::date[], $4::text[], $5::text[], $6::int[], $7::int[], $8::int[], $9::int[])
  ON CONFLICT (tenant_id, site_id, dimension, day, value) DO UPDATE SET visitors = rollup_dimensions.visitors + EXCLUDED.visitors,
    visits = rollup_dimensions.visits + EXCLUDED.visits, page_views = rollup_dimensions.page_views + EXCLUDED.page_views,
    events = rollup_dimensions.events + EXCLUDED.events`;

const KNOWN = `SELECT r.day::text AS day, r.dimension, r.value FROM rollup_dimensions r
  JOIN unnest($3::date[], $4::text[], $5::text[]) AS g(day, dimension, value) USING (day, dimension, value)
  WHERE r.tenant_id = $1 AND r.site_id = $2`;

const SIZES = `SELECT r.day::text AS day, r.dimension, count(*)::int AS size FROM rollup_dimensions r
  JOIN (SELECT DISTINCT * FROM unnest($3::date[], $4::text[])) AS g(day, dimension) USING (day, dimension)
  WHERE r.tenant_id = $1 AND r.site_id = $2 GROUP BY 1, 2`;

type Change = { key: DimensionKey; counts: DayCounts };

/** Adds the differences to the rollups of a site. */
export async function writeRollups(client: PoolClient, site: SiteInfo, delta: Contributions): Promise<void> {
  const days = [...delta.days];
  const column = (field: keyof DayCounts): number[] => days.map(([, counts]) => counts[field]);
  if (days.length > 0) {
    await client.query(UPSERT_DAYS, [
      site.tenantId,
      site.id,
      days.map(([day]) => day),
      ...(["visitors", "visits", "pageViews", "events", "bounces", "visibleMs"] as const).map(column),
    ]);
  }
  const changes = await capped(client, site, [...delta.dimensionCounts()]);
  if (changes.length === 0) return;
  await client.query(UPSERT_DIMENSIONS, [
    site.tenantId,
    site.id,
    ...keyColumns(changes),
    ...(["visitors", "visits", "pageViews", "events"] as const).map((field) =>
      changes.map(({ counts }) => counts[field]),
    ),
  ]);
}

const keyColumns = (changes: readonly Change[]): string[][] => [
  changes.map(({ key }) => key.day),
  changes.map(({ key }) => key.dimension),
  changes.map(({ key }) => key.value),
];

const groupOf = (key: { day: string; dimension: string }): string => `${key.day} ${key.dimension}`;
const nameOf = (key: { day: string; dimension: string; value: string }): string =>
  `${groupOf(key)} ${key.value}`;

/**
 * Turns values beyond the cap into "(other)". A value is kept apart exactly when it has a row, and rows stay: what was
 * once counted under "(other)" is taken away from there too.
 */
async function capped(client: PoolClient, site: SiteInfo, changes: readonly Change[]): Promise<Change[]> {
  const unbounded = changes.filter(({ key }) => UNBOUNDED.has(key.dimension));
  if (unbounded.length === 0) return [...changes];
  const known = await client.query<DimensionKey>(KNOWN, [site.tenantId, site.id, ...keyColumns(unbounded)]);
  const present = new Set(known.rows.map(nameOf));
  const fresh = unbounded.filter(({ key }) => !present.has(nameOf(key)));
  if (fresh.length === 0) return [...changes];
  const [days, dimensions] = keyColumns(fresh);
  const sizes = await client.query<{ day: string; dimension: string; size: number }>(SIZES, [
    site.tenantId,
    site.id,
    days,
    dimensions,
  ]);
  const sizeOf = new Map(sizes.rows.map((row) => [groupOf(row), row.size]));
  const beyond = new Set<string>();
  for (const { key } of fresh) {
    const size = sizeOf.get(groupOf(key)) ?? 0;
    if (size >= VALUES_A_DAY_MAX) beyond.add(nameOf(key));
    else sizeOf.set(groupOf(key), size + 1);
  }
  return beyond.size === 0 ? [...changes] : foldOther(changes, beyond);
}

function foldOther(changes: readonly Change[], beyond: ReadonlySet<string>): Change[] {
  const folded = new Map<string, Change>();
  for (const { key, counts } of changes) {
    const target = beyond.has(nameOf(key)) ? { ...key, value: OTHER } : key;
    const present = folded.get(nameOf(target)) ?? { key: target, counts: noCounts() };
    for (const field of ["visitors", "visits", "pageViews", "events"] as const)
      present.counts[field] += counts[field];
    folded.set(nameOf(target), present);
  }
  return [...folded.values()];
}
