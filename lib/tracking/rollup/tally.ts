import type { ReportDimension } from "../report-schemas";

/** What visits and events add to one row of a rollup; with a minus what they take away. */
export class Counts {
  visitors = 0;
  identifiedVisitors = 0;
  visits = 0;
  pageViews = 0;
  events = 0;
  bounces = 0;
  visibleMs = 0;
  scrollPctSum = 0;
  scrollCount = 0;

  add(other: Counts): void {
    this.visitors += other.visitors;
    this.identifiedVisitors += other.identifiedVisitors;
    this.visits += other.visits;
    this.pageViews += other.pageViews;
    this.events += other.events;
    this.bounces += other.bounces;
    this.visibleMs += other.visibleMs;
    this.scrollPctSum += other.scrollPctSum;
    this.scrollCount += other.scrollCount;
  }

  isZero(): boolean {
    return (
      this.visitors === 0 &&
      this.visits === 0 &&
      this.pageViews === 0 &&
      this.events === 0 &&
      this.visibleMs === 0 &&
      this.bounces === 0 &&
      this.identifiedVisitors === 0 &&
      this.scrollPctSum === 0 &&
      this.scrollCount === 0
    );
  }
}

/** Counts by a number: a day, an hour, an id. */
export class CountsBy extends Map<number, Counts> {
  at(key: number): Counts {
    const known = this.get(key);
    if (known !== undefined) return known;
    const made = new Counts();
    this.set(key, made);
    return made;
  }
}

/** What ids of the dictionary count on one day. Texts come later and once an id, since many ids share a country. */
export class DayTally {
  readonly total = new Counts();
  readonly clients = new CountsBy();
  readonly sources = new CountsBy();
  readonly pages = new CountsBy();
  readonly entries = new CountsBy();
  readonly exits = new CountsBy();
  readonly events = new CountsBy();
  /** Dimension -> value -> visitors who were counted more than once. */
  readonly repeats = new Map<ReportDimension, Map<string, number>>();

  addRepeat(dimension: ReportDimension, value: string, visitors: number): void {
    let values = this.repeats.get(dimension);
    if (!values) this.repeats.set(dimension, (values = new Map<string, number>()));
    values.set(value, (values.get(value) ?? 0) + visitors);
  }
}

/** What visits add to the rollups of their site, by day since 1970-01-01 and by hour (Unix ms of its start). */
export class Tally {
  readonly days = new Map<number, DayTally>();
  readonly hours = new CountsBy();

  day(day: number): DayTally {
    const known = this.days.get(day);
    if (known !== undefined) return known;
    const made = new DayTally();
    this.days.set(day, made);
    return made;
  }
}
