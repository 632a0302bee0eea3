import type { ReportDimension } from "../report-schemas";
import type { ZoneClock } from "../time/site-day";
import { eachHour, type Sign } from "./hours";
import type { Tally } from "./tally";
import { COUNT_WIDTH, idOfCode, isEventCode, type VisitState } from "./types";
import { visitorDays } from "./visit-state";

export type DimensionValue = readonly [dimension: ReportDimension, value: string];

/** The values of a client or a source in their dimensions. */
export type DimensionTexts = {
  ofClient(clientId: number): readonly DimensionValue[];
  ofSource(sourceId: number): readonly DimensionValue[];
};

/**
 * Takes back what visits of one visitor counted too often: each counted the visitor by itself, but a visitor counts once a
 * day and value. Visitors of one visit, that is most, cost nothing here.
 * @param visits that count, each of whose visitors has been counted
 */
export function countRepeats(
  tally: Tally,
  visits: readonly VisitState[],
  sign: Sign,
  clock: ZoneClock,
  texts: DimensionTexts,
  only: ReadonlySet<number> | null,
): void {
  for (const [day, together] of visitsTogether(visits)) {
    if (only === null || only.has(day)) takeBack(tally, day, together, sign, clock, texts);
  }
}

/** For each visitor and day with more than one visit: these visits. */
function visitsTogether(visits: readonly VisitState[]): [number, VisitState[]][] {
  const visitsOfKey = new Map<string, number>();
  for (const visit of visits) {
    for (const key of keysOf(visit)) visitsOfKey.set(key, (visitsOfKey.get(key) ?? 0) + 1);
  }
  const byDayAndKey = new Map<string, [number, VisitState[]]>();
  for (const visit of visits) {
    if (!keysOf(visit).some((key) => (visitsOfKey.get(key) ?? 0) > 1)) continue;
    for (const [day, key] of visitorDays(visit)) {
      const name = `${day} ${key}`;
      const known = byDayAndKey.get(name);
      if (known) known[1].push(visit);
      else byDayAndKey.set(name, [day, [visit]]);
    }
  }
  return [...byDayAndKey.values()].filter(([, together]) => together.length > 1);
}

const keysOf = (visit: VisitState): readonly string[] =>
  visit.isIdentified || visit.dayKeys.length === 1
    ? [visit.dayKeys[0]?.[1] ?? visit.visitorKey]
    : [...new Set(visit.dayKeys.map(([, key]) => key))];

function takeBack(
  tally: Tally,
  day: number,
  visits: readonly VisitState[],
  sign: Sign,
  clock: ZoneClock,
  texts: DimensionTexts,
): void {
  const target = tally.day(day);
  target.total.visitors -= sign * (visits.length - 1);
  const identified = visits.filter((visit) => visit.isIdentified).length;
  if (identified > 1) target.total.identifiedVisitors -= sign * (identified - 1);
  const repeats = new Repeats();
  for (const visit of visits) {
    eachHour(visit, clock, (hourMs, hourDay) => {
      if (hourDay === day) repeats.count("hour", hourMs, () => (tally.hours.at(hourMs).visitors -= sign));
    });
    const { lead, exit } = visit;
    for (const values of [texts.ofClient(lead.clientId), texts.ofSource(lead.sourceId)]) {
      for (const [dimension, value] of values)
        repeats.count(dimension, value, () => target.addRepeat(dimension, value, -sign));
    }
    if (exit) {
      repeats.count("entry", lead.pathId, () => (target.entries.at(lead.pathId).visitors -= sign));
      repeats.count("exit", exit.pathId, () => (target.exits.at(exit.pathId).visitors -= sign));
    }
    const { counts } = visit;
    for (let at = 0; at < counts.length; at += COUNT_WIDTH) {
      const code = counts[at + 1] ?? 0;
      if (counts[at] !== day || (counts[at + 2] ?? 0) === 0) continue;
      const list = isEventCode(code) ? target.events : target.pages;
      repeats.count("code", code, () => (list.at(idOfCode(code)).visitors -= sign));
    }
  }
}

/** Remembers what was met, and calls back at every further time. */
class Repeats {
  private readonly seen = new Set<string>();

  count(name: string, value: string | number, onRepeat: () => void): void {
    const mark = `${name} ${value}`;
    if (this.seen.has(mark)) onRepeat();
    else this.seen.add(mark);
  }
}
