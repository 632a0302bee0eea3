import { expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { zoneClock } from "../time/site-day";
import { PAGE_VIEW, type RollupEvent, STEPS_MAX, TOUCHES_MAX, type VisitState } from "./types";
import { buildVisit } from "./visit-state";

const clock = zoneClock("Europe/Berlin");
const START_MS = Date.UTC(2026, 10, 20, 21);

/** 900 page views over three hours, several a second, from 250 sources: more than a visit keeps of either. */
const events: RollupEvent[] = Array.from({ length: 900 }, (_, n) => ({
  id: newId(),
  visitorKey: String(n % 2),
  otherKeys: [],
  atMs: START_MS + Math.floor(n / 3) * 36_000 + (n % 3) * 100,
  pathId: 1 + ((n * 7) % 60),
  clientId: 1,
  sourceId: (n * 11) % 250,
  nameId: n % 10 === 9 ? 5 : PAGE_VIEW,
  visibleMs: 100,
  scrollPct: n % 101,
  isIdentified: n > 700,
  contactId: null,
}));

const join = (...visits: VisitState[]): VisitState => buildVisit("a", visits, [], clock);

test("a long visit is the same however it was put together, and keeps the first steps and touches", () => {
  const whole = buildVisit("a", [], events, clock);
  expect(whole.steps).toHaveLength(STEPS_MAX * 2);
  expect(whole.touches).toHaveLength(TOUCHES_MAX * 2);
  const expected = events
    .map(
      ({ atMs, pathId, nameId }) =>
        [Math.floor(atMs / 1_000), nameId > 0 ? nameId * 2 + 1 : pathId * 2] as const,
    )
    .sort((a, b) => a[0] - b[0] || a[1] - b[1])
    .slice(0, STEPS_MAX);
  expect(whole.steps).toEqual(expected.flat());
  const parts = [3, 1, 4, 0, 2].map((part) =>
    buildVisit("b", [], events.filter((_, n) => (n * 13) % 5 === part).reverse(), clock),
  );
  const [a, b, c, d, e] = parts;
  if (!a || !b || !c || !d || !e) throw new Error("five parts");
  expect(join(a, b, c, d, e)).toEqual(whole);
  expect(join(join(a, b), join(c, join(d, e)))).toEqual(whole);
  expect(join(join(join(join(e, d), c), b), a)).toEqual(whole);
});
