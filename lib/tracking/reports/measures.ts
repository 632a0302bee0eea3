/** What reports count. */
export type Measures = {
  visitors: number;
  visits: number;
  pageViews: number;
  events: number;
  bounces: number;
  visibleMs: number;
};

export const MEASURES = ["visitors", "visits", "pageViews", "events", "bounces", "visibleMs"] as const;

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
