const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The instant at which clocks of a zone show this time; in the hour that a change of clocks skips, an hour later.
 * @param day `YYYY-MM-DD`
 * @param minute minutes since midnight by the clock
 */
export function clockTimeMs(timeZone: string, day: string, minute: number): number {
  const asIfUtcMs = Date.parse(`${day}T00:00:00Z`) + minute * MINUTE_MS;
  const guessMs = asIfUtcMs - offsetMs(timeZone, asIfUtcMs);
  return asIfUtcMs - offsetMs(timeZone, guessMs);
}

/** How far a zone's clocks are ahead of UTC at an instant. */
function offsetMs(timeZone: string, atMs: number): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", {
      timeZone,
      hourCycle: "h23",
      ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" },
    });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
  const shown = Date.UTC(
    part["year"] ?? 0,
    (part["month"] ?? 1) - 1,
    part["day"],
    part["hour"],
    part["minute"],
  );
  return shown - Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
}

/** The minutes of a day by its clock, hour by hour offset-aware: a minute of the day -> its instant. */
export function dayClock(timeZone: string, day: string): (minute: number) => number {
  const hours = Array.from({ length: 25 }, (_, hour) =>
    clockTimeMs(timeZone, day, Math.min(hour * 60, DAY_MINUTES)),
  );
  return (minute) => {
    const hour = Math.min(Math.floor(minute / 60), 23);
    return (hours[hour] ?? 0) + Math.round((minute - hour * 60) * MINUTE_MS);
  };
}

/** 0 Sunday to 6 Saturday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/** Whether a day is the first of its weekday in its month. */
export const isFirstOfMonth = (day: string, weekday: number): boolean =>
  weekdayOf(day) === weekday && Number(day.slice(8)) <= 7;
