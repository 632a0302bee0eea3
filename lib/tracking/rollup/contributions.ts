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

/** What visits add to the rollups of their site. */
export class Contributions {
  readonly days = new Map<string, DayCounts>();
  readonly dimensions = new Map<string, { key: DimensionKey; counts: DayCounts }>();

  day(day: string): DayCounts {
    return this.days.get(day) ?? this.put(this.days, day, noCounts());
  }

  dimension(day: string, dimension: ReportDimension, value: string): DayCounts {
    const id = `${day} ${dimension} ${value}`;
    const known = this.dimensions.get(id);
    return (known ?? this.put(this.dimensions, id, { key: { day, dimension, value }, counts: noCounts() }))
      .counts;
  }

  private put<V>(map: Map<string, V>, key: string, value: V): V {
    map.set(key, value);
    return value;
  }
}

export const noCounts = (): DayCounts => ({
  visitors: 0,
  visits: 0,
  pageViews: 0,
  events: 0,
  bounces: 0,
  visibleMs: 0,
});

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
  const seen = new Set<string>();
  for (const visit of visits) {
    if (!isCounted(visit)) continue;
    addTotals(total, seen, visit);
    for (const [dimension, value] of visitDimensions(visit))
      addDimension(total, seen, visit, dimension, value);
    addPages(total, seen, visit, pathOf);
  }
  return total;
}

/** Counts a visitor once for each name. */
function addVisitor(seen: Set<string>, counts: DayCounts, name: string): void {
  if (seen.has(name)) return;
  seen.add(name);
  counts.visitors += 1;
}

function addTotals(total: Contributions, seen: Set<string>, visit: VisitState): void {
  const start = total.day(visit.startDay);
  start.visits += 1;
  start.bounces += isBounce(visit) ? 1 : 0;
  start.visibleMs += visit.visibleMs;
  for (const [day, key] of visit.dayKeys) addVisitor(seen, total.day(day), `${day} ${key}`);
  for (const page of visit.pages) addCount(total.day(page.day), page);
}

function addDimension(
  total: Contributions,
  seen: Set<string>,
  visit: VisitState,
  dimension: ReportDimension,
  value: string,
): void {
  total.dimension(visit.startDay, dimension, value).visits += 1;
  for (const [day, key] of visit.dayKeys) {
    addVisitor(seen, total.dimension(day, dimension, value), `${day} ${key} ${dimension} ${value}`);
  }
  for (const page of visit.pages) addCount(total.dimension(page.day, dimension, value), page);
}

function addPages(
  total: Contributions,
  seen: Set<string>,
  visit: VisitState,
  pathOf: (pathId: number) => string,
): void {
  const paths = new Set<string>();
  for (const page of visit.pages) {
    if (page.pathId === CUSTOM_EVENTS) continue;
    const path = pathOf(page.pathId);
    const counts = total.dimension(page.day, "page", path);
    addCount(counts, page);
    const [, key = ""] = visit.dayKeys.find(([day]) => day === page.day) ?? [];
    addVisitor(seen, counts, `${page.day} ${key} page ${path}`);
    paths.add(path);
  }
  for (const path of paths) total.dimension(visit.startDay, "page", path).visits += 1;
}

function addCount(counts: DayCounts, page: VisitState["pages"][number]): void {
  if (page.pathId === CUSTOM_EVENTS) counts.events += page.count;
  else counts.pageViews += page.count;
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
    for (const { key, counts } of part.dimensions.values()) {
      addTo(delta.dimension(key.day, key.dimension, key.value), counts, sign);
    }
  }
  for (const [id, counts] of delta.days) if (isZero(counts)) delta.days.delete(id);
  for (const [id, { counts }] of delta.dimensions) if (isZero(counts)) delta.dimensions.delete(id);
  return delta;
}

function addTo(target: DayCounts, counts: DayCounts, sign: 1 | -1): void {
  for (const field of FIELDS) target[field] += sign * counts[field];
}

const isZero = (counts: DayCounts): boolean => FIELDS.every((field) => counts[field] === 0);
