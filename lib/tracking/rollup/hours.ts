import type { ZoneClock } from "../time/site-day";
import type { VisitState } from "./types";

/** 1 counts something, -1 takes it back. */
export type Sign = 1 | -1;

const HOUR_MS = 3_600_000;

/** All hours from a visit's start to its last event, with the day of each. */
export function eachHour(
  visit: VisitState,
  clock: ZoneClock,
  take: (hourMs: number, day: number) => void,
): void {
  const last = clock.hourMs(visit.endedAtMs);
  let hourMs = clock.hourMs(visit.startedAtMs);
  for (;;) {
    take(hourMs, clock.dayNumber(hourMs));
    if (hourMs >= last) return;
    hourMs = clock.hourMs(hourMs + HOUR_MS);
  }
}
