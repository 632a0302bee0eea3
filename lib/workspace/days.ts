const DAY_MS = 86_400_000;

/** Days `YYYY-MM-DD`, both included. */
export interface Days {
  from: string;
  to: string;
}

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The last N days up to and with the given one, and the N days before those. */
export function lastDays(to: string, count: number): { range: Days; before: Days } {
  const from = addDays(to, 1 - count);
  return { range: { from, to }, before: { from: addDays(from, -count), to: addDays(from, -1) } };
}

/**
 * The latest calendar day that has begun in any of the time zones: a website east of the workspace already counts on
 * its tomorrow, and that day must not be missing.
 * @param timeZones IANA names
 */
export function latestDay(timeZones: readonly string[], atMs: number): string {
  // en-CA writes dates as YYYY-MM-DD.
  const day = (timeZone: string) =>
    new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
      atMs,
    );
  return [...new Set(timeZones)].map(day).reduce((latest, each) => (each > latest ? each : latest));
}
