/** What is counted of traffic: in the totals, in imports and in reports. */
export type Measures = {
  visitors: number;
  visits: number;
  pageViews: number;
  events: number;
  bounces: number;
  visibleMs: number;
};

export const MEASURES = ["visitors", "visits", "pageViews", "events", "bounces", "visibleMs"] as const;

/** Their columns in rollup_days, rollup_hours, rollup_dimensions and site_import_rows, in the same order. */
export const ROLLUP_COLUMNS = [
  "visitors",
  "visits",
  "page_views",
  "events",
  "bounces",
  "visible_ms",
] as const;

/** The columns of a row as SQL that answers {@link Measures}. Sums of a day fit into a double exactly; the driver would give bigint as text. */
export const SELECT_MEASURES = `visitors, visits, page_views AS "pageViews", events, bounces, visible_ms::float8 AS "visibleMs"`;

/** The same, added up over rows. */
export const SUM_MEASURES = `sum(visitors)::float8 AS visitors, sum(visits)::float8 AS visits, sum(page_views)::float8 AS "pageViews",
    sum(events)::float8 AS events, sum(bounces)::float8 AS bounces, sum(visible_ms)::float8 AS "visibleMs"`;

export const noMeasures = (): Measures => ({
  visitors: 0,
  visits: 0,
  pageViews: 0,
  events: 0,
  bounces: 0,
  visibleMs: 0,
});

export function addMeasures(target: Measures, more: Measures): void {
  for (const name of MEASURES) target[name] += more[name];
}

/** What all visitors would have had, from every n-th of them. */
export function scaled<T extends Measures>(measures: T, everyNth: number): T {
  if (everyNth === 1) return measures;
  const result = { ...measures };
  for (const name of MEASURES) result[name] *= everyNth;
  return result;
}
