/** The longest pause within a visit; a pause of exactly this length ends it. */
export const VISIT_GAP_MS = 30 * 60_000;

// Offsets from UTC and the hours at which they change are multiples of 15 minutes, so a quarter of an hour has one day.
const BUCKET_MS = 15 * 60_000;
const MINUTE_MS = 60_000;
const BUCKETS_MAX = 20_000;

type Quarter = { day: string; dayNumber: number; hourMs: number };

/** The calendar of one time zone. Remembers each quarter of an hour that it was asked for. */
export class ZoneClock {
  private readonly format: Intl.DateTimeFormat;
  private readonly quarters = new Map<number, Quarter>();

  /** @throws RangeError for an unknown time zone */
  constructor(timeZone: string) {
    // en-CA writes dates as YYYY-MM-DD.
    this.format = new Intl.DateTimeFormat("en-CA", {
      timeZone,
      hourCycle: "h23",
      ...{ year: "numeric", month: "2-digit", day: "2-digit", minute: "2-digit", hour: "2-digit" },
    });
  }

  /** The calendar day of an instant, `YYYY-MM-DD`. @param atMs Unix time */
  day(atMs: number): string {
    return this.quarter(atMs).day;
  }

  /** The same as days since 1970-01-01. */
  dayNumber(atMs: number): number {
    return this.quarter(atMs).dayNumber;
  }

  /** When the hour of an instant began by this zone's clocks, Unix ms. */
  hourMs(atMs: number): number {
    return this.quarter(atMs).hourMs;
  }

  private quarter(atMs: number): Quarter {
    const bucket = Math.floor(atMs / BUCKET_MS);
    const known = this.quarters.get(bucket);
    if (known !== undefined) return known;
    if (this.quarters.size >= BUCKETS_MAX) this.quarters.clear();
    const parts = new Map(
      this.format.formatToParts(bucket * BUCKET_MS).map(({ type, value }) => [type, value]),
    );
    const day = `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
    const hourMs = bucket * BUCKET_MS - Number(parts.get("minute")) * MINUTE_MS;
    const made: Quarter = { day, dayNumber: dayNumber(day), hourMs };
    this.quarters.set(bucket, made);
    return made;
  }
}

const clocks = new Map<string, ZoneClock>();

/** @param timeZone IANA name @throws RangeError for an unknown time zone */
export function zoneClock(timeZone: string): ZoneClock {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = new ZoneClock(timeZone);
  clocks.set(timeZone, made);
  return made;
}

/**
 * The calendar day of an instant in a time zone.
 * @param timeZone IANA name
 * @param atMs Unix time
 * @returns `YYYY-MM-DD`
 * @throws RangeError for an unknown time zone
 */
export const siteDay = (timeZone: string, atMs: number): string => zoneClock(timeZone).day(atMs);

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

/**
 * When a day begins by a zone's clocks, Unix ms. The first quarter of an hour that belongs to it: a day may start at one
 * o'clock where clocks are put forward at midnight.
 */
export function dayStartMs(timeZone: string, day: string): number {
  const clock = zoneClock(timeZone);
  // No zone is more than 14 hours ahead of UTC or 12 behind.
  let atMs = Date.parse(`${day}T00:00:00Z`) - 15 * 4 * BUCKET_MS;
  while (clock.day(atMs) < day) atMs += BUCKET_MS;
  return atMs;
}
