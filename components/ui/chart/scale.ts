/** The smallest round number (1, 2, 2.5, 5 times a power of ten) that `value` fits under, with the steps to it. */
export function niceScale(value: number, steps = 4): { max: number; ticks: number[] } {
  const rough = Math.max(value, steps) / steps;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= rough) ?? 10;
  const step = Math.max(1, Math.ceil(factor * power));
  return { max: step * steps, ticks: Array.from({ length: steps + 1 }, (_, index) => index * step) };
}

/** Indexes of at most `most` labels spread evenly over `count` points, first and last among them. */
export function labelIndexes(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, index) => index);
  const step = (count - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => Math.round(index * step));
}

const MINUTE_S = 60;
const HOUR_S = 3_600;
const DURATION_STEPS_S = [5, 10, 15, 30, MINUTE_S, 120, 300, 600, 900, 1_800, HOUR_S, 7_200, 14_400];

export type ScaleKind = "count" | "percent" | "duration";

/** An axis for counts, for shares (0 to 1) or for seconds, in steps that are round in their own unit. */
export function scaleOf(kind: ScaleKind, highest: number, steps = 4): { max: number; ticks: number[] } {
  const all = (step: number) => ({
    max: step * steps,
    ticks: Array.from({ length: steps + 1 }, (_, index) => index * step),
  });
  if (kind === "percent") return all(highest <= 0.2 ? 0.05 : highest <= 0.4 ? 0.1 : 0.25);
  if (kind === "duration")
    return all(
      DURATION_STEPS_S.find((step) => step * steps >= highest) ??
        Math.ceil(highest / steps / HOUR_S) * HOUR_S,
    );
  return niceScale(highest, steps);
}
