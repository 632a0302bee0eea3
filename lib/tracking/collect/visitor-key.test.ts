import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { keyDays, saltKey, visitorKey } from "./visitor-key";

const MINUTE_MS = 60_000;

describe("visitor keys", () => {
  test("are the first 8 bytes of HMAC-SHA256", () => {
    const salt = Buffer.from("0123456789abcdef0123456789abcdef");
    const long = `Agent ${"ü".repeat(900)}`;
    for (const [address, agent] of [
      ["203.0.113.7", "Agent 1"],
      ["2001:db8::1", long],
      ["203.0.113.7", "Agent 2"],
    ] as const) {
      const expected = createHmac("sha256", salt)
        .update(`7|${address}|${agent}`)
        .digest()
        .readBigInt64BE(0)
        .toString();
      expect(visitorKey(saltKey(salt), 7, address, agent)).toBe(expected);
    }
  });

  test("differ by salt, site, address and user agent", () => {
    const [a, b] = [saltKey(Buffer.alloc(32, 1)), saltKey(Buffer.alloc(32, 2))];
    const keys = [
      visitorKey(a, 1, "192.0.2.1", "x"),
      visitorKey(b, 1, "192.0.2.1", "x"),
      visitorKey(a, 2, "192.0.2.1", "x"),
      visitorKey(a, 1, "192.0.2.2", "x"),
      visitorKey(a, 1, "192.0.2.1", "y"),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(visitorKey(a, 1, "192.0.2.1", "x")).toBe(keys[0]);
  });

  test.each([
    ["UTC", "2026-11-22T00:00:00Z"],
    ["Europe/Berlin", "2026-11-21T23:00:00Z"],
    ["America/New_York", "2026-11-22T05:00:00Z"],
    ["Asia/Kolkata", "2026-11-21T18:30:00Z"],
    ["Australia/Lord_Howe", "2026-11-21T13:00:00Z"],
  ])(
    "%s: the day changes at local midnight, and the day before counts for half an hour more",
    (zone, midnight) => {
      const atMs = Date.parse(midnight);
      expect(keyDays(zone, atMs - 1)).toEqual({ day: "2026-11-21", priorDay: null });
      expect(keyDays(zone, atMs)).toEqual({ day: "2026-11-22", priorDay: "2026-11-21" });
      expect(keyDays(zone, atMs + 30 * MINUTE_MS - 1)).toEqual({ day: "2026-11-22", priorDay: "2026-11-21" });
      expect(keyDays(zone, atMs + 30 * MINUTE_MS)).toEqual({ day: "2026-11-22", priorDay: null });
    },
  );

  test("holds on days with 23 and 25 hours", () => {
    expect(keyDays("Europe/Berlin", Date.parse("2026-10-25T22:59:59Z")).day).toBe("2026-10-25");
    expect(keyDays("Europe/Berlin", Date.parse("2026-10-25T23:00:00Z")).day).toBe("2026-10-26");
    expect(keyDays("Europe/Berlin", Date.parse("2026-03-29T22:00:00Z")).day).toBe("2026-03-30");
  });
});
