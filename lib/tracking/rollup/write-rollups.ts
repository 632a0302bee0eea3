import type { PoolClient } from "pg";
import { ROLLUP_COLUMNS, MEASURES } from "../measures";
import { dayOfNumber } from "../time/site-day";
import { plainArray, textArray } from "./array-text";
import { withinCap } from "./cap-values";
import { type DimensionChange, dimensionChanges } from "./expand";
import type { Counts, Tally } from "./tally";
import type { Texts } from "./texts";
import type { SiteInfo } from "./types";

/** What one batch adds to the totals of one site. */
export type SiteTotals = { site: SiteInfo; tally: Tally };

const added = (table: string, columns: readonly string[]): string =>
  columns.map((column) => `${column} = ${table}.${column} + EXCLUDED.${column}`).join(", ");

const NAMES = ROLLUP_COLUMNS.join(", ");
const DAY_COLUMNS = [...ROLLUP_COLUMNS, "identified_visitors"];
const DIMENSION_COLUMNS = [...ROLLUP_COLUMNS, "scroll_pct_sum", "scroll_count"];
const COMMON_TYPES = "$4::int[], $5::int[], $6::int[], $7::int[], $8::int[], $9::bigint[]";

const UPSERT_DAYS = `INSERT INTO rollup_days (tenant_id, site_id, day, ${DAY_COLUMNS.join(", ")})
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::date[], ${COMMON_TYPES}, $10::int[])
  ON CONFLICT (tenant_id, site_id, day) DO UPDATE SET ${added("rollup_days", DAY_COLUMNS)}`;

const UPSERT_HOURS = `INSERT INTO rollup_hours (tenant_id, site_id, hour, ${NAMES})
  SELECT tenant_id, site_id, to_timestamp(hour_ms / 1000), ${NAMES}
  FROM unnest($1::uuid[], $2::uuid[], $3::float8[], ${COMMON_TYPES})
    AS u(tenant_id, site_id, hour_ms, ${NAMES})
  ON CONFLICT (tenant_id, site_id, hour) DO UPDATE SET ${added("rollup_hours", ROLLUP_COLUMNS)}`;

const UPSERT_DIMENSIONS = `INSERT INTO rollup_dimensions (tenant_id, site_id, day, ${NAMES}, dimension, value, scroll_pct_sum, scroll_count)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::date[], ${COMMON_TYPES}, $10::text[], $11::text[], $12::bigint[], $13::int[])
  ON CONFLICT (tenant_id, site_id, dimension, day, value) DO UPDATE SET ${added("rollup_dimensions", DIMENSION_COLUMNS)}`;

/** Adds what the tallies say to days, hours and dimensions, for all sites in one statement each. */
export async function writeRollups(
  client: PoolClient,
  totals: readonly SiteTotals[],
  texts: Texts,
): Promise<void> {
  await writeDaysAndHours(client, totals);
  const all = totals.flatMap(({ site, tally }) => dimensionChanges(site, tally, texts));
  await writeChanges(client, await withinCap(client, all));
}

/** Adds what tallies say to days and hours. */
export async function writeDaysAndHours(client: PoolClient, totals: readonly SiteTotals[]): Promise<void> {
  await writeDays(client, totals);
  await writeHours(client, totals);
}

/** Adds to the values of dimensions; the cap has been seen to. */
export async function writeChanges(client: PoolClient, changes: readonly DimensionChange[]): Promise<void> {
  if (changes.length === 0) return;
  await client.query({
    name: "rollup-dimensions",
    text: UPSERT_DIMENSIONS,
    values: [
      plainArray(changes.map(({ site }) => site.tenantId)),
      plainArray(changes.map(({ site }) => site.id)),
      plainArray(changes.map(({ day }) => day)),
      ...commonParams(changes),
      plainArray(changes.map(({ dimension }) => dimension)),
      textArray(changes.map(({ value }) => value)),
      plainArray(changes.map(({ counts }) => counts.scrollPctSum)),
      plainArray(changes.map(({ counts }) => counts.scrollCount)),
    ],
  });
}

const commonParams = (rows: readonly { counts: Counts }[]): string[] =>
  MEASURES.map((field) => plainArray(rows.map(({ counts }) => counts[field])));

async function writeDays(client: PoolClient, totals: readonly SiteTotals[]): Promise<void> {
  const rows = totals.flatMap(({ site, tally }) =>
    [...tally.days].map(([day, { total }]) => ({ site, day, counts: total })),
  );
  const changed = rows.filter(({ counts }) => !counts.isZero());
  if (changed.length === 0) return;
  await client.query(UPSERT_DAYS, [
    plainArray(changed.map(({ site }) => site.tenantId)),
    plainArray(changed.map(({ site }) => site.id)),
    plainArray(changed.map(({ day }) => dayOfNumber(day))),
    ...commonParams(changed),
    plainArray(changed.map(({ counts }) => counts.identifiedVisitors)),
  ]);
}

async function writeHours(client: PoolClient, totals: readonly SiteTotals[]): Promise<void> {
  const rows = totals.flatMap(({ site, tally }) =>
    [...tally.hours].map(([hourMs, counts]) => ({ site, hourMs, counts })),
  );
  const changed = rows.filter(({ counts }) => !counts.isZero());
  if (changed.length === 0) return;
  await client.query(UPSERT_HOURS, [
    plainArray(changed.map(({ site }) => site.tenantId)),
    plainArray(changed.map(({ site }) => site.id)),
    plainArray(changed.map(({ hourMs }) => hourMs)),
    ...commonParams(changed),
  ]);
}
