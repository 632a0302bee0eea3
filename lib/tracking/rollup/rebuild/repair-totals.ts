import type { PoolClient } from "pg";
import { MEASURES, SELECT_MEASURES } from "../../measures";
import type { ReportDimension } from "../../report-schemas";
import { dayNumber } from "../../time/site-day";
import { OTHER, VALUES_A_DAY_MAX } from "../cap-values";
import { type DimensionChange, dimensionChanges } from "../expand";
import { texts } from "../roll-up-batch";
import { Counts, Tally } from "../tally";
import { inRollupTransaction, onSnapshot } from "../transaction";
import { writeChanges, writeDaysAndHours } from "../write-rollups";
import { dayTotals } from "./day-totals";
import type { RebuildDay } from "./rebuild-plan";

const DAYS = `SELECT ${SELECT_MEASURES}, r.identified_visitors AS "identifiedVisitors" FROM rollup_days r
  WHERE r.tenant_id = $1 AND r.site_id = $2 AND r.day = $3`;
const HOURS = `SELECT ${SELECT_MEASURES}, (extract(epoch FROM r.hour) * 1000)::float8 AS "hourMs" FROM rollup_hours r
  WHERE r.tenant_id = $1 AND r.site_id = $2 AND r.hour >= to_timestamp($3::float8 / 1000) AND r.hour < to_timestamp($4::float8 / 1000)`;
const DIMENSIONS = `SELECT ${SELECT_MEASURES}, r.dimension, r.value, r.scroll_pct_sum::float8 AS "scrollPctSum", r.scroll_count AS "scrollCount"
  FROM rollup_dimensions r WHERE r.tenant_id = $1 AND r.site_id = $2 AND r.day = $3`;
// An import marks a row in the same transaction in which it adds it, so this is exactly what imports have added.
const IMPORTED = `SELECT ${SELECT_MEASURES}, r.dimension, r.value FROM site_import_rows r
  WHERE r.tenant_id = $1 AND r.import_id = ANY($2) AND r.day = $3 AND r.is_applied`;

type Measures = Partial<Omit<Counts, "add" | "isZero">>;
type Named = Measures & { dimension: ReportDimension | ""; value: string };

/** What to add to a day's totals, so that they are what the log says. */
type Correction = { tally: Tally; changes: DimensionChange[] };

/**
 * Compares a day's totals with what its visits and events come to, on one view of the database, and adds the difference. Since
 * everybody else adds differences too, what is counted meanwhile stays right and nobody waits.
 * @param importIds the website's imports; asked once the view is taken, so that none is missed that it shows
 * @param note writes down, in the same transaction, that it is done
 */
export async function repairTotals(
  target: RebuildDay,
  importIds: () => Promise<string[]>,
  note: (client: PoolClient) => Promise<void>,
): Promise<void> {
  const correction = await onSnapshot((client) => findCorrection(client, target, importIds));
  await inRollupTransaction(async (client) => {
    await writeDaysAndHours(client, [{ site: target.site, tally: correction.tally }]);
    await writeChanges(client, correction.changes);
    await note(client);
  });
}

async function findCorrection(
  client: PoolClient,
  target: RebuildDay,
  importIds: () => Promise<string[]>,
): Promise<Correction> {
  const { site, day, fromMs, toMs } = target;
  const place = [site.tenantId, site.id, day];
  const should = await dayTotals(client, target);
  const imported = (await client.query<Named>(IMPORTED, [site.tenantId, await importIds(), day])).rows;
  const total = should.day(dayNumber(day)).total;
  for (const row of imported) if (row.dimension === "") addTo(total, row, 1);
  for (const row of (await client.query<Measures>(DAYS, place)).rows) addTo(total, row, -1);
  const hours = await client.query<Measures & { hourMs: number }>(HOURS, [
    site.tenantId,
    site.id,
    fromMs,
    toMs,
  ]);
  for (const row of hours.rows) addTo(should.hours.at(row.hourMs), row, -1);
  const stored = (await client.query<Named>(DIMENSIONS, place)).rows;
  return {
    tally: onlyDay(should, dayNumber(day)),
    changes: dimensionDifferences(target, should, imported, stored),
  };
}

/** Days and hours of a tally without its dimensions. */
function onlyDay(tally: Tally, day: number): Tally {
  const result = new Tally();
  result.day(day).total.add(tally.day(day).total);
  for (const [hourMs, counts] of tally.hours) result.hours.at(hourMs).add(counts);
  return result;
}

function dimensionDifferences(
  { site, day }: RebuildDay,
  should: Tally,
  imported: readonly Named[],
  stored: readonly Named[],
): DimensionChange[] {
  const known = new Set(stored.map(nameOf));
  const sizes = new Map<string, number>();
  for (const { dimension } of stored) sizes.set(dimension, (sizes.get(dimension) ?? 0) + 1);
  const changes = new Map<string, DimensionChange>();
  const at = (dimension: ReportDimension, value: string): Counts => {
    const name = nameOf({ dimension, value });
    const present = changes.get(name);
    if (present) return present.counts;
    const made: DimensionChange = { site, day, dimension, value, counts: new Counts() };
    changes.set(name, made);
    return made.counts;
  };
  // Values that have no row while there are as many as there may be are counted together, as the rollup counts them.
  const place = (dimension: ReportDimension, value: string): string => {
    const name = nameOf({ dimension, value });
    if (known.has(name)) return value;
    const size = sizes.get(dimension) ?? 0;
    if (size >= VALUES_A_DAY_MAX) return OTHER;
    sizes.set(dimension, size + 1);
    known.add(name);
    return value;
  };
  for (const { dimension, value, counts, day: on } of dimensionChanges(site, should, texts))
    if (on === day) at(dimension, place(dimension, value)).add(counts);
  for (const row of imported)
    if (row.dimension !== "") addTo(at(row.dimension, place(row.dimension, row.value)), row, 1);
  for (const row of stored) if (row.dimension !== "") addTo(at(row.dimension, row.value), row, -1);
  return [...changes.values()].filter(({ counts }) => !counts.isZero());
}

const nameOf = ({ dimension, value }: { dimension: string; value: string }): string =>
  `${dimension} ${value}`;

const FIELDS = [...MEASURES, "identifiedVisitors", "scrollPctSum", "scrollCount"] as const;

function addTo(counts: Counts, row: Measures, sign: 1 | -1): void {
  for (const field of FIELDS) counts[field] += sign * (row[field] ?? 0);
}
