import { addDays, daysBetween } from "@/components/lib/dates";
import type { DateRange } from "@/components/ui/date-range";

export const RANGE_DAYS_MAX = 400;
const DAYS_DEFAULT = 30;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const lastDays = (count: number, today: string): DateRange => ({
  from: addDays(today, 1 - count),
  to: today,
});
const thisMonth = (today: string): DateRange => ({ from: `${today.slice(0, 8)}01`, to: today });

/** Whether the text names a real day, such as 2026-02-28 but not 2026-02-30. */
function isDay(text: string | null): text is string {
  return text !== null && DAY.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;
}

/** The range that a URL asks for; a missing or impossible one becomes the last 30 days. */
export function rangeFromParams(params: URLSearchParams, today: string): DateRange {
  if (params.get("range") === "month") return thisMonth(today);
  const [from, to] = [params.get("from"), params.get("to")];
  if (isDay(from) && isDay(to) && from <= to && daysBetween(from, to) <= RANGE_DAYS_MAX) return { from, to };
  const days = Number(params.get("days"));
  return lastDays(Number.isInteger(days) && days >= 1 && days <= RANGE_DAYS_MAX ? days : DAYS_DEFAULT, today);
}

/**
 * How a range is written into the URL. One that ends today stays relative, so that the same link
 * shows the last 30 days tomorrow too. Undefined means: remove.
 */
export function paramsFromRange(
  range: DateRange,
  today: string,
): Record<"range" | "days" | "from" | "to", string | undefined> {
  const none = { range: undefined, days: undefined, from: undefined, to: undefined };
  if (range.to !== today) return { ...none, from: range.from, to: range.to };
  const days = daysBetween(range.from, range.to);
  const usual = [1, 7, 30, 90].includes(days);
  if (!usual && range.from === thisMonth(today).from) return { ...none, range: "month" };
  return { ...none, days: days === DAYS_DEFAULT ? undefined : String(days) };
}

/** The period before is shown unless the URL says otherwise. */
export const compareFromParams = (params: URLSearchParams): boolean => params.get("compare") !== "off";
