import type { ReportDimension } from "../schemas";
import { CUSTOM_EVENTS, type VisitState } from "./types";
import { isBounce, isCounted } from "./visit-state";

export type DayCounts = {
  visitors: number;
  visits: number;
  pageViews: number;
  events: number;
  bounces: number;
  visibleMs: number;
};

export type DimensionKey = { day: string; dimension: ReportDimension; value: string };

/** What visits add to the rollups of their site. Nested maps, since joined texts as keys cost most of a rollup's time. */
export class Contributions {
  readonly days = new Map<string, DayCounts>();
  readonly dimensions = new Map<string, Map<ReportDimension, Map<string, DayCounts>>>();

  day(day: string): DayCounts {
    return getOrMake(this.days, day, noCounts);
  }

  /** The counts of all values of a dimension on a day. */
  values(day: string, dimension: ReportDimension): Map<string, DayCounts> {
    const dimensions = getOrMake(
      this.dimensions,
      day,
      () => new Map<ReportDimension, Map<string, DayCounts>>(),
    );
    return getOrMake(dimensions, dimension, () => new Map<string, DayCounts>());
  }

  dimension(day: string, dimension: ReportDimension, value: string): DayCounts {
    return getOrMake(this.values(day, dimension), value, noCounts);
  }

  /** All counts by dimension as a list. */
  *dimensionCounts(): Generator<{ key: DimensionKey; counts: DayCounts }> {
    for (const [day, dimensions] of this.dimensions) {
      for (const [dimension, values] of dimensions) {
        for (const [value, counts] of values) yield { key: { day, dimension, value }, counts };
      }
    }
  }
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

export const noCounts = (): DayCounts => ({
  visitors: 0,
  visits: 0,
  pageViews: 0,
  events: 0,
  bounces: 0,
  visibleMs: 0,
});

/** Says whether something is new of a visitor; null where a visitor has one visit only, in which nothing is met twice. */
type Seen = Set<string> | null;

/**
 * Adds up visits. Rules: a visit counts on its start day; page views and custom events count on their own day; a visitor
 * counts once on every day on which one of their visits has an event.
 * @param visits all visits of the visitors concerned, since a visitor of several visits counts once a day
 * @param pathOf text of a path id
 */
export function contributionsOf(
  visits: readonly VisitState[],
  pathOf: (pathId: number) => string,
): Contributions {
  const total = new Contributions();
  const counted = visits.filter(isCounted);
  const visitsOfKey = new Map<string, number>();
  for (const { dayKeys } of counted) {
    for (const [, key] of dayKeys) visitsOfKey.set(key, (visitsOfKey.get(key) ?? 0) + 1);
  }
  const shared = new Set<string>();
  for (const visit of counted) {
    const seen = visit.dayKeys.some(([, key]) => (visitsOfKey.get(key) ?? 0) > 1) ? shared : null;
    addVisit(total, seen, visit, pathOf);
  }
  return total;
}

function addVisit(
  total: Contributions,
  seen: Seen,
  visit: VisitState,
  pathOf: (pathId: number) => string,
): void {
  const perDay = countsPerDay(visit);
  const start = total.day(visit.startDay);
  start.visits += 1;
  start.bounces += isBounce(visit) ? 1 : 0;
  start.visibleMs += visit.visibleMs;
  for (const [day, key] of visit.dayKeys) addVisitor(seen, total.day(day), day, key, "");
  for (const [day, counts] of perDay) addViews(total.day(day), counts);
  for (const [dimension, value] of visitDimensions(visit)) {
    total.dimension(visit.startDay, dimension, value).visits += 1;
    for (const [day, key] of visit.dayKeys) {
      addVisitor(seen, total.dimension(day, dimension, value), day, key, `${dimension} ${value}`);
    }
    for (const [day, counts] of perDay) addViews(total.dimension(day, dimension, value), counts);
  }
  addPages(total, seen, visit, pathOf);
}

type Views = { pageViews: number; events: number };

function countsPerDay(visit: VisitState): Map<string, Views> {
  const perDay = new Map<string, Views>();
  for (const page of visit.pages) {
    const counts = getOrMake(perDay, page.day, () => ({ pageViews: 0, events: 0 }));
    if (page.pathId === CUSTOM_EVENTS) counts.events += page.count;
    else counts.pageViews += page.count;
  }
  return perDay;
}

function addViews(target: DayCounts, { pageViews, events }: Views): void {
  target.pageViews += pageViews;
  target.events += events;
}

/** Counts a visitor once for each day and name. */
function addVisitor(seen: Seen, counts: DayCounts, day: string, key: string, name: string): void {
  if (seen !== null) {
    const mark = `${day} ${key} ${name}`;
    if (seen.has(mark)) return;
    seen.add(mark);
  }
  counts.visitors += 1;
}

function addPages(
  total: Contributions,
  seen: Seen,
  visit: VisitState,
  pathOf: (pathId: number) => string,
): void {
  const paths = new Set<number>();
  for (const { day, pathId, count } of visit.pages) {
    if (pathId === CUSTOM_EVENTS) continue;
    const path = pathOf(pathId);
    const counts = total.dimension(day, "page", path);
    counts.pageViews += count;
    const [, key = ""] = visit.dayKeys.find((pair) => pair[0] === day) ?? [];
    addVisitor(seen, counts, day, key, `page ${path}`);
    if (paths.has(pathId)) continue;
    paths.add(pathId);
    total.dimension(visit.startDay, "page", path).visits += 1;
  }
}

/** The value of a visit in each dimension that it has one in. "" stands for "unknown"; Direct has the source "". */
function visitDimensions(visit: VisitState): [ReportDimension, string][] {
  const { client, source, path } = visit.lead;
  const values: [ReportDimension, string][] = [
    ["source", source?.source ?? ""],
    ["channel", source?.channel || "Direct"],
    ["country", client.country],
    ["device", client.device],
    ["browser", client.browser],
    ["os", client.os],
  ];
  if (source?.utmCampaign) values.push(["campaign", source.utmCampaign]);
  if (visit.exit) values.push(["entry_page", path], ["exit_page", visit.exit.path]);
  return values;
}

const FIELDS = ["visitors", "visits", "pageViews", "events", "bounces", "visibleMs"] as const;

/** after - before; entries without a difference are left out. */
export function difference(before: Contributions, after: Contributions): Contributions {
  const delta = new Contributions();
  for (const [part, sign] of [
    [after, 1],
    [before, -1],
  ] as const) {
    for (const [day, counts] of part.days) addTo(delta.day(day), counts, sign);
    for (const { key, counts } of part.dimensionCounts()) {
      addTo(delta.dimension(key.day, key.dimension, key.value), counts, sign);
    }
  }
  for (const [day, counts] of delta.days) if (isZero(counts)) delta.days.delete(day);
  for (const { key, counts } of delta.dimensionCounts()) {
    if (isZero(counts)) delta.values(key.day, key.dimension).delete(key.value);
  }
  return delta;
}

function addTo(target: DayCounts, counts: DayCounts, sign: 1 | -1): void {
  for (const field of FIELDS) target[field] += sign * counts[field];
}

const isZero = (counts: DayCounts): boolean => FIELDS.every((field) => counts[field] === 0);
