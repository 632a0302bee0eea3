/** One locale for server and browser alike, so that what was rendered is what is hydrated. */
const LOCALE = "en-GB";

const exact = new Intl.NumberFormat(LOCALE);
const compact = new Intl.NumberFormat(LOCALE, { notation: "compact", maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: 1 });
const wholePercent = new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: 0 });

/** 12345 -> "12,345". */
export const formatNumber = (value: number): string => exact.format(value);

/** 12345 -> "12.3K"; numbers below 10,000 stay exact. */
export const formatCompact = (value: number): string =>
  Math.abs(value) < 10_000 ? exact.format(value) : compact.format(value).toUpperCase();

/** 0.123 -> "12.3%". */
export const formatPercent = (ratio: number): string => percent.format(ratio);

/** "3 visits", "1 visit". `plural` is the noun with an s unless given. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(count)} ${count === 1 ? noun : plural}`;
}

export type Change = { direction: "up" | "down" | "same"; text: string };

/** The change from one period to the next; null when there is nothing to compare with. */
export function changeBetween(value: number, previous: number): Change | null {
  if (previous === 0) return null;
  const ratio = (value - previous) / previous;
  const text = wholePercent.format(Math.abs(ratio));
  if (text === "0%") return { direction: "same", text };
  return { direction: ratio > 0 ? "up" : "down", text };
}
