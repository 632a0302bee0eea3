import { formatCompact } from "@/components/lib/format";

/** Fill classes from few to many; written out, because Tailwind finds classes by reading the source. */
export const SHADES = ["fill-map-1", "fill-map-2", "fill-map-3", "fill-map-4", "fill-map-5"] as const;
export const SHADE_BOXES = ["bg-map-1", "bg-map-2", "bg-map-3", "bg-map-4", "bg-map-5"] as const;

/** The largest of 1, 2, 5 times a power of ten that is not above `value`. */
function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  const factor = [5, 2, 1].find((candidate) => candidate * power <= value) ?? 1;
  return Math.max(1, factor * power);
}

/**
 * Where each shade begins. Countries differ by powers, not by sums, so that each step is about three times the one
 * before; steps that fall together for small numbers are left out.
 * @param highest the largest value on the map
 */
export function shadeStarts(highest: number): number[] {
  const starts = [81, 27, 9, 3].map((part) => roundDown(highest / part));
  return [...new Set([1, ...starts])].sort((a, b) => a - b).filter((start) => start <= Math.max(1, highest));
}

/** Which shade a value gets; -1 for none. With few steps the darker shades are left out last. */
export function shadeOf(value: number, starts: readonly number[]): number {
  return value < 1 ? -1 : starts.filter((start) => start <= value).length - 1;
}

/** The legend's words for one step: "10 – 49", or "50 and more" for the last one. */
export function shadeLabel(index: number, starts: readonly number[]): string {
  const from = starts[index] ?? 1;
  const next = starts[index + 1];
  if (next === undefined) return `${formatCompact(from)} and more`;
  return next - 1 === from ? formatCompact(from) : `${formatCompact(from)} – ${formatCompact(next - 1)}`;
}
