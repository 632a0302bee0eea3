import { addDays, dayNumber } from "../time/site-day";

/** Calendar days of a site, both included. */
export type Days = { from: string; to: string };

const lengthDays = ({ from, to }: Days): number => dayNumber(to) - dayNumber(from) + 1;

/** The period of the same length that ends the day before. */
export function precedingRange(range: Days): Days {
  return { from: addDays(range.from, -lengthDays(range)), to: addDays(range.from, -1) };
}
