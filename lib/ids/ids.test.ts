import { describe, expect, it } from "vitest";
import { now, nowMs, setClockForTests } from "@/lib/clock";
import { idTimeMs, newId, newKey } from "./index";

describe("ids", () => {
  it("grow with time and carry it", () => {
    const before = Date.now();
    const ids = Array.from({ length: 1_000 }, newId);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of [ids[0] ?? "", ids.at(-1) ?? ""]) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(idTimeMs(id)).toBeGreaterThanOrEqual(before);
      expect(idTimeMs(id)).toBeLessThanOrEqual(Date.now() + 1);
    }
  });

  it("keys are safe in an address and as long as asked", () => {
    const keys = Array.from({ length: 100 }, () => newKey());
    expect(new Set(keys).size).toBe(100);
    for (const key of keys) expect(key).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(newKey(32)).toHaveLength(43);
  });
});

describe("the clock", () => {
  it("can be set and given back", () => {
    setClockForTests(() => 1_000);
    expect([nowMs(), now().toISOString()]).toEqual([1_000, "1970-01-01T00:00:01.000Z"]);
    setClockForTests(null);
    expect(Math.abs(nowMs() - Date.now())).toBeLessThan(1_000);
  });
});
