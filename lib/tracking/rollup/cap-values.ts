import type { PoolClient } from "pg";
import type { ReportDimension } from "../report-schemas";
import { RecentMap } from "@/lib/recent-map";
import { plainArray, textArray } from "./array-text";
import type { DimensionChange } from "./expand";
import { Counts } from "./tally";

/** Values of one day and dimension that are kept apart; later ones are counted together under this name. */
export const VALUES_A_DAY_MAX = 2_000;
export const OTHER = "(other)";

// These have few values by nature.
const BOUNDED: ReadonlySet<ReportDimension> = new Set(["channel", "country", "device"]);

const KNOWN = `SELECT r.site_id AS "siteId", r.day::text AS day, r.dimension, r.value
  FROM unnest($1::uuid[], $2::uuid[], $3::date[], $4::text[], $5::text[]) AS g(tenant_id, site_id, day, dimension, value)
  JOIN rollup_dimensions r USING (tenant_id, site_id, dimension, day, value)`;

const SIZES = `SELECT g.site_id AS "siteId", g.day::text AS day, g.dimension, s.size
  FROM unnest($1::uuid[], $2::uuid[], $3::date[], $4::text[]) AS g(tenant_id, site_id, day, dimension)
  CROSS JOIN LATERAL (SELECT count(*)::int AS size FROM rollup_dimensions r WHERE r.tenant_id = g.tenant_id AND r.site_id = g.site_id
    AND r.dimension = g.dimension AND r.day = g.day) s`;

type Group = { siteId: string; day: string; dimension: string };
const groupName = (group: Group): string => `${group.siteId} ${group.day} ${group.dimension}`;
const nameOf = (key: Group & { value: string }): string => `${groupName(key)} ${key.value}`;
const keyOf = ({ site, day, dimension, value }: DimensionChange) => ({
  siteId: site.id,
  day,
  dimension,
  value,
});

const SIZES_MAX = 50_000;
const TRUSTED_MS = 60_000;

/**
 * No more rows than this can stand in a group: those counted when it was last looked at, and all that were written since.
 * Spares the look-up of every value; only a group that comes near the cap is looked at closely. Forgotten after a minute, since
 * imports and other processes write too.
 */
class SizeBounds {
  private readonly bounds = new RecentMap<string, { size: number; readAtMs: number }>(SIZES_MAX);

  get(name: string): number | undefined {
    const bound = this.bounds.get(name);
    return bound && performance.now() - bound.readAtMs < TRUSTED_MS ? bound.size : undefined;
  }

  set(name: string, size: number): void {
    this.bounds.set(name, { size, readAtMs: performance.now() });
  }

  grow(name: string, by: number): void {
    const bound = this.bounds.get(name);
    if (bound) bound.size += by;
  }
}

const bounds = new SizeBounds();

/**
 * Turns values beyond the cap into "(other)". A value is kept apart exactly when it has a row, and rows stay: what was
 * once counted under "(other)" is taken away from there too.
 */
export async function withinCap(
  client: PoolClient,
  changes: readonly DimensionChange[],
): Promise<readonly DimensionChange[]> {
  const groups = new Map<string, DimensionChange[]>();
  for (const change of changes) {
    if (BOUNDED.has(change.dimension)) continue;
    const name = groupName(keyOf(change));
    const group = groups.get(name);
    if (group) group.push(change);
    else groups.set(name, [change]);
  }
  const unsure = [...groups].filter(([name, group]) => !isSafe(bounds.get(name), group));
  if (unsure.length > 0)
    await readSizes(
      client,
      unsure.map(([, group]) => group),
    );
  const near = unsure.filter(([name, group]) => !isSafe(bounds.get(name), group));
  const beyond =
    near.length > 0
      ? await valuesBeyond(
          client,
          near.flatMap(([, group]) => group),
        )
      : null;
  for (const [name, group] of groups) bounds.grow(name, group.length);
  return beyond === null || beyond.size === 0 ? changes : foldOther(changes, beyond);
}

const isSafe = (size: number | undefined, group: readonly DimensionChange[]): boolean =>
  size !== undefined && size + group.length <= VALUES_A_DAY_MAX;

async function readSizes(client: PoolClient, groups: readonly DimensionChange[][]): Promise<void> {
  const heads = groups.flatMap((group) => group.slice(0, 1));
  const { rows } = await client.query<Group & { size: number }>(SIZES, groupColumns(heads));
  for (const row of rows) bounds.set(groupName(row), row.size);
}

const groupColumns = (changes: readonly DimensionChange[]): string[] => [
  plainArray(changes.map(({ site }) => site.tenantId)),
  plainArray(changes.map(({ site }) => site.id)),
  plainArray(changes.map(({ day }) => day)),
  plainArray(changes.map(({ dimension }) => dimension)),
];

async function valuesBeyond(client: PoolClient, changes: readonly DimensionChange[]): Promise<Set<string>> {
  const { rows } = await client.query<Group & { value: string }>(KNOWN, [
    ...groupColumns(changes),
    textArray(changes.map(({ value }) => value)),
  ]);
  const present = new Set(rows.map(nameOf));
  const sizes = new Map<string, number>();
  const beyond = new Set<string>();
  for (const change of changes) {
    const key = keyOf(change);
    if (present.has(nameOf(key))) continue;
    const group = groupName(key);
    const size = sizes.get(group) ?? bounds.get(group) ?? 0;
    if (size >= VALUES_A_DAY_MAX) beyond.add(nameOf(key));
    else sizes.set(group, size + 1);
  }
  return beyond;
}

function foldOther(changes: readonly DimensionChange[], beyond: ReadonlySet<string>): DimensionChange[] {
  const folded = new Map<string, DimensionChange>();
  for (const change of changes) {
    const value = beyond.has(nameOf(keyOf(change))) ? OTHER : change.value;
    const name = nameOf({ ...keyOf(change), value });
    const present = folded.get(name);
    if (present) {
      present.counts.add(change.counts);
      continue;
    }
    const counts = new Counts();
    counts.add(change.counts);
    folded.set(name, { ...change, value, counts });
  }
  return [...folded.values()];
}
