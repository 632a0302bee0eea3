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
