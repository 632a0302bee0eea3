import { addDays, dayStartMs, siteDay } from "../time/site-day";
import type { DigestFrequency } from "./schemas";

const SEND_HOUR_MS = 8 * 3_600_000;
const MINUTE_MS = 60_000;

/** Days of a site, both included. */
export interface Period {
  from: string;
  to: string;
}

/** The instant at which a clock of the zone shows 08:00 on a day; where it never does, the next that it shows. */
export function sendTimeMs(timeZone: string, day: string): number {
  const startMs = dayStartMs(timeZone, day);
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  // Clocks change by an hour or less, and in the night: around eight hours after midnight.
  for (let atMs = startMs + SEND_HOUR_MS - 120 * MINUTE_MS; ; atMs += 15 * MINUTE_MS)
    if (format.format(atMs) >= "08:00") return atMs;
}

const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
const isSendDay: Record<DigestFrequency, (day: string) => boolean> = {
  daily: () => true,
  weekly: (day) => weekday(day) === 1,
  monthly: (day) => day.endsWith("-01"),
};

/** The first sending time after an instant. */
export function nextSendMs(frequency: DigestFrequency, timeZone: string, afterMs: number): number {
  let day = siteDay(timeZone, afterMs);
  for (;;) {
    if (isSendDay[frequency](day)) {
      const atMs = sendTimeMs(timeZone, day);
      if (atMs > afterMs) return atMs;
    }
    day = addDays(day, 1);
  }
}

/** The last whole period that is over at an instant's sending: yesterday, last week, last month. */
export function lastPeriod(frequency: DigestFrequency, timeZone: string, atMs: number): Period {
  let end = siteDay(timeZone, atMs);
  while (!isSendDay[frequency](end)) end = addDays(end, -1);
  // Before eight o'clock of a sending day the period before is the newest that was due.
  if (sendTimeMs(timeZone, end) > atMs) {
    do end = addDays(end, -1);
    while (!isSendDay[frequency](end));
  }
  const to = addDays(end, -1);
  if (frequency === "daily") return { from: to, to };
  if (frequency === "weekly") return { from: addDays(end, -7), to };
  return { from: `${to.slice(0, 7)}-01`, to };
}

/** The period before, of the same kind. */
export function periodBefore(frequency: DigestFrequency, { from }: Period): Period {
  const to = addDays(from, -1);
  if (frequency === "monthly") return { from: `${to.slice(0, 7)}-01`, to };
  return { from: frequency === "daily" ? to : addDays(from, -7), to };
}
