/** Days are `YYYY-MM-DD` strings in some site's zone; instants are ISO strings in UTC. */
const LOCALE = "en-GB";
const DAY_MS = 86_400_000;

const dayShort = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", timeZone: "UTC" });
const dayLong = new Intl.DateTimeFormat(LOCALE, {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

const dayToDate = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** "2026-11-20" -> "20 Nov". */
export const formatDay = (day: string): string => dayShort.format(dayToDate(day));

/** "2026-11-20" -> "Fri, 20 Nov 2026". */
export const formatDayLong = (day: string): string => dayLong.format(dayToDate(day));

/** The day `count` days after `day` (before it when negative). */
export const addDays = (day: string, count: number): string =>
  new Date(dayToDate(day).getTime() + count * DAY_MS).toISOString().slice(0, 10);

/** Days from `from` to `to`, both included. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((dayToDate(to).getTime() - dayToDate(from).getTime()) / DAY_MS) + 1;

/** The calendar day of an instant in a zone. */
export function dayIn(instant: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(instant);
  return parts.slice(0, 10);
}

/** "20 Nov 2026, 14:03:22 CET": the instant with its zone. */
export function formatExact(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALE, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZone,
    timeZoneName: "short",
  }).format(new Date(iso));
}

/** "14:03" in a zone. */
export function formatTime(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALE, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZone,
  }).format(new Date(iso));
}

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });
const STEPS: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** "3 min ago", "yesterday"; under five seconds "just now". */
export function formatRelative(iso: string, nowMs: number): string {
  const seconds = Math.round((Date.parse(iso) - nowMs) / 1000);
  if (Math.abs(seconds) < 5) return "just now";
  const step = STEPS.find(([, size]) => Math.abs(seconds) >= size);
  return step ? relative.format(Math.trunc(seconds / step[1]), step[0]) : relative.format(seconds, "second");
}
