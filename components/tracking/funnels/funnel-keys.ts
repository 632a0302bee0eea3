export const funnelsKey = (siteId: string) => ["funnels", siteId] as const;

/** The usual spans between the first step and the last. */
export const WINDOWS = [
  { minutes: 30, label: "30 minutes" },
  { minutes: 60, label: "1 hour" },
  { minutes: 1_440, label: "1 day" },
  { minutes: 10_080, label: "7 days" },
  { minutes: 43_200, label: "30 days" },
] as const;

/** A span in words, also one that is not among the usual ones. */
export const windowWords = (minutes: number): string =>
  WINDOWS.find((one) => one.minutes === minutes)?.label ?? `${minutes} minutes`;
