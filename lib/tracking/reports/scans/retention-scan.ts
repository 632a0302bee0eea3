import { dayNumber } from "../../time/site-day";
import { type Block, KEY_COLUMN } from "../../columns/block";
import { halvesOf, KeySet } from "../../columns/key-set";
import type { Scan } from "./scan";

const DAYS_A_WEEK = 7;

/** In which weeks identified visitors came. */
export class RetentionScan implements Scan {
  readonly columns = [KEY_COLUMN];
  private readonly visitors = new KeySet();
  /** Bit n: came in week n. At most 26 weeks. */
  private readonly weeksOf: number[] = [];

  /** @param firstDay Monday of the first week; @param before visitors who are known from earlier weeks */
  constructor(
    private readonly firstDay: string,
    private readonly before: KeySet,
  ) {}

  get hasVisitors(): boolean {
    return this.visitors.size > 0;
  }

  add(block: Block, rows: Uint32Array, count: number): void {
    const week = Math.floor((dayNumber(block.day) - dayNumber(this.firstDay)) / DAYS_A_WEEK);
    const keys = halvesOf(block.keys());
    if (keys.length === 0) return;
    const places = block.keyPlaces();
    let last = -1;
    for (let at = 0; at < count; at += 1) {
      const place = places[rows[at] ?? 0] ?? -1;
      if (place < 0 || place === last) continue;
      last = place;
      const visitor = this.visitors.add(keys, place);
      const known = this.weeksOf[visitor] ?? (this.before.find(keys, place) >= 0 ? KNOWN_BEFORE : 0);
      this.weeksOf[visitor] = known | (1 << week);
    }
  }

  /** For each week of the first visit: how many came 0, 1, 2 … weeks later. */
  cohorts(weeks: number): number[][] {
    const cohorts = Array.from({ length: weeks }, (_, week) => new Array<number>(weeks - week).fill(0));
    for (const bits of this.weeksOf) {
      if ((bits & KNOWN_BEFORE) !== 0) continue;
      const first = 31 - Math.clz32(bits & -bits);
      const cohort = cohorts[first];
      if (!cohort) continue;
      cohort.forEach((count, later) => {
        if ((bits & (1 << (first + later))) !== 0) cohort[later] = count + 1;
      });
    }
    return cohorts;
  }
}

const KNOWN_BEFORE = 1 << 30;
