/** The longest pause within a visit; a pause of exactly this length ends it. */
export const VISIT_GAP_MS = 30 * 60_000;

// Offsets from UTC and the hours at which they change are multiples of 15 minutes, so a quarter of an hour has one day.
const BUCKET_MS = 15 * 60_000;
const BUCKETS_MAX = 20_000;

type Zone = { format: Intl.DateTimeFormat; days: Map<number, string> };
const zones = new Map<string, Zone>();

/**
 * The calendar day of an instant in a time zone.
 * @param timeZone IANA name
 * @param atMs Unix time
 * @returns `YYYY-MM-DD`
 * @throws RangeError for an unknown time zone
 */
export function siteDay(timeZone: string, atMs: number): string {
  const zone = zones.get(timeZone) ?? addZone(timeZone);
  const bucket = Math.floor(atMs / BUCKET_MS);
  const known = zone.days.get(bucket);
  if (known !== undefined) return known;
  if (zone.days.size >= BUCKETS_MAX) zone.days.clear();
  const day = zone.format.format(bucket * BUCKET_MS);
  zone.days.set(bucket, day);
  return day;
}

function addZone(timeZone: string): Zone {
  // en-CA writes dates as YYYY-MM-DD.
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const zone: Zone = { format, days: new Map() };
  zones.set(timeZone, zone);
  return zone;
}

const DAY_MS = 86_400_000;

/** Moves a `YYYY-MM-DD` day by whole days. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days since 1970-01-01 of a `YYYY-MM-DD` day. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

const dayTexts = new Map<number, string>();

/** The `YYYY-MM-DD` day of a number of days since 1970-01-01. */
export function dayOfNumber(number: number): string {
  const known = dayTexts.get(number);
  if (known !== undefined) return known;
  if (dayTexts.size >= BUCKETS_MAX) dayTexts.clear();
  const text = new Date(number * DAY_MS).toISOString().slice(0, 10);
  dayTexts.set(number, text);
  return text;
}

/** All days from the first to the last, both included. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let number = dayNumber(from); number <= dayNumber(to); number += 1) days.push(dayOfNumber(number));
  return days;
}
