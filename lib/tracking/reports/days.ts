import type { Compare } from "../report-schemas";
import { addDays, dayNumber } from "../time/site-day";

/** Calendar days of a site, both included. */
export type Days = { from: string; to: string };

/** How many days a range has. */
export const lengthDays = ({ from, to }: Days): number => dayNumber(to) - dayNumber(from) + 1;

/** The period of the same length that ends the day before. */
export function precedingRange(range: Days): Days {
  return { from: addDays(range.from, -lengthDays(range)), to: addDays(range.from, -1) };
}

/** The same dates a year earlier; 29 February becomes the 28th. */
function yearBefore({ from, to }: Days): Days {
  return { from: dayYearBefore(from), to: dayYearBefore(to) };
}

function dayYearBefore(day: string): string {
  const year = String(Number(day.slice(0, 4)) - 1).padStart(4, "0");
  return `${year}${day.slice(4) === "-02-29" ? "-02-28" : day.slice(4)}`;
}

/** The range to compare with, null for none. */
export function rangeToCompare(compare: Compare, range: Days): Days | null {
  if (compare === "none") return null;
  if (compare === "previous") return precedingRange(range);
  return compare === "year" ? yearBefore(range) : { from: compare.from, to: compare.to };
}

/** Monday of a day's week. */
export const mondayOf = (day: string): string => {
  // 1970-01-01 was a Thursday.
  const daysSinceMonday = (dayNumber(day) + 3) % 7;
  return addDays(day, -daysSinceMonday);
};
