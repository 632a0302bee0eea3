import { addDays, daysBetween } from "@/components/lib/dates";
import { PRESETS, sameRange, type DateRange } from "@/components/ui/date-range";
import type { Compare, SeriesInterval } from "@/lib/tracking/report-schemas";

/** As many days as one question may cover. */
export const RANGE_DAYS_MAX = 400;

const PRESET_DEFAULT = "30";
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export type RangeParams = Record<"range" | "days" | "from" | "to", string | undefined>;

/** Whether the text names a real day, such as 2026-02-28 but not 2026-02-30. */
export const isDay = (text: string): boolean =>
  DAY.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;

const isRange = (from: string, to: string): boolean =>
  isDay(from) && isDay(to) && from <= to && daysBetween(from, to) <= RANGE_DAYS_MAX;

/** The range that a URL asks for; a missing or impossible one becomes the last 30 days. */
export function rangeFromParams(params: URLSearchParams, today: string): DateRange {
  const [from, to] = [params.get("from"), params.get("to")];
  if (from && to && isRange(from, to)) return { from, to };
  const asked = params.get("range") ?? params.get("days");
  const preset =
    PRESETS.find((candidate) => candidate.id === asked) ?? PRESETS.find(({ id }) => id === PRESET_DEFAULT);
  return preset?.range(today) ?? { from: today, to: today };
}

/**
 * How a range is written into the URL. A usual one stays relative, so that the same link shows the
 * last 30 days tomorrow too. Undefined means: remove.
 */
export function paramsFromRange(range: DateRange, today: string): RangeParams {
  const none = { range: undefined, days: undefined, from: undefined, to: undefined };
  const preset = PRESETS.find((candidate) => sameRange(candidate.range(today), range));
  if (!preset) return { ...none, from: range.from, to: range.to };
  return { ...none, range: preset.id === PRESET_DEFAULT ? undefined : preset.id };
}

/** The period before is shown unless the URL says otherwise. */
export function compareFromParams(params: URLSearchParams): Compare {
  const text = params.get("compare") ?? "";
  if (text === "off") return "none";
  if (text === "year") return "year";
  const [from, to] = text.split("_");
  return from && to && isRange(from, to) ? { from, to } : "previous";
}

/** How a comparison is written into the URL; the usual one is left out. */
export function paramOfCompare(compare: Compare): string | undefined {
  if (compare === "previous") return undefined;
  if (compare === "none") return "off";
  return compare === "year" ? "year" : `${compare.from}_${compare.to}`;
}

const HOURS_DAYS_MAX = 14;
const DAYS_DAYS_MAX = 400;
const WEEKS_DAYS_MIN = 14;
const MONTHS_DAYS_MIN = 60;

/** The steps that make sense for a range of this many days, the usual one first. */
export function intervalsFor(days: number): readonly [SeriesInterval, ...SeriesInterval[]] {
  const fits: Record<SeriesInterval, boolean> = {
    hour: days <= HOURS_DAYS_MAX,
    day: days > 1 && days <= DAYS_DAYS_MAX,
    week: days >= WEEKS_DAYS_MIN,
    month: days >= MONTHS_DAYS_MIN,
  };
  const usual: SeriesInterval = days <= 2 ? "hour" : days <= 120 ? "day" : days <= 400 ? "week" : "month";
  const others = (["hour", "day", "week", "month"] as const).filter((one) => one !== usual && fits[one]);
  return [usual, ...others];
}

/** The step that the URL asks for, when it makes sense for the range. */
export function intervalFromParams(params: URLSearchParams, range: DateRange): SeriesInterval {
  const fitting = intervalsFor(daysBetween(range.from, range.to));
  return fitting.find((interval) => interval === params.get("by")) ?? fitting[0];
}
