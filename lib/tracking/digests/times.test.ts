import { describe, expect, test } from "vitest";
import { lastPeriod, nextSendMs, periodBefore } from "./times";

const at = (iso: string): number => Date.parse(iso);
const next = (...args: Parameters<typeof nextSendMs>): string => new Date(nextSendMs(...args)).toISOString();

describe("a digest goes out at eight in the website's zone", () => {
  test.each([
    ["daily", "Europe/Berlin", "2026-11-22T06:00:00Z", "2026-11-22T07:00:00.000Z"],
    ["daily", "Europe/Berlin", "2026-11-22T07:00:00Z", "2026-11-23T07:00:00.000Z"],
    // Clocks go back on 25 October: eight o'clock is an hour later in UTC.
    ["daily", "Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-25T07:00:00.000Z"],
    ["daily", "America/New_York", "2026-03-07T20:00:00Z", "2026-03-08T12:00:00.000Z"],
    ["daily", "Asia/Kathmandu", "2026-11-22T00:00:00Z", "2026-11-22T02:15:00.000Z"],
    ["weekly", "UTC", "2026-11-22T12:00:00Z", "2026-11-23T08:00:00.000Z"],
    ["weekly", "UTC", "2026-11-23T08:00:00Z", "2026-11-30T08:00:00.000Z"],
    ["monthly", "UTC", "2026-11-22T12:00:00Z", "2026-12-01T08:00:00.000Z"],
    ["monthly", "Pacific/Auckland", "2026-12-31T12:00:00Z", "2026-12-31T19:00:00.000Z"],
  ] as const)("%s in %s after %s: %s", (frequency, zone, after, expected) => {
    expect(next(frequency, zone, at(after))).toBe(expected);
  });

  test.each([
    ["daily", "2026-11-22T08:00:00Z", { from: "2026-11-21", to: "2026-11-21" }],
    ["daily", "2026-11-22T07:00:00Z", { from: "2026-11-20", to: "2026-11-20" }],
    ["weekly", "2026-11-25T08:00:00Z", { from: "2026-11-16", to: "2026-11-22" }],
    ["monthly", "2026-03-15T08:00:00Z", { from: "2026-02-01", to: "2026-02-28" }],
  ] as const)("%s at %s tells of %j", (frequency, now, expected) => {
    expect(lastPeriod(frequency, "UTC", at(now))).toEqual(expected);
  });

  test("it is compared with the same kind of period", () => {
    expect(periodBefore("monthly", { from: "2026-03-01", to: "2026-03-31" })).toEqual({
      from: "2026-02-01",
      to: "2026-02-28",
    });
    expect(periodBefore("weekly", { from: "2026-11-16", to: "2026-11-22" })).toEqual({
      from: "2026-11-09",
      to: "2026-11-15",
    });
    expect(periodBefore("daily", { from: "2026-11-01", to: "2026-11-01" })).toEqual({
      from: "2026-10-31",
      to: "2026-10-31",
    });
  });
});
