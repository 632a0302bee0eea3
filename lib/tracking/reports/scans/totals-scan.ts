import { type Block, FLAG, KEY_COLUMN } from "../../columns/block";
import { halvesOf, KeySet } from "../../columns/key-set";
import { addMeasures, type Measures, noMeasures, scaled } from "../../measures";
import type { Scan } from "./scan";

export const MEASURE_COLUMNS = ["page_views", "events", "visible_ms"] as const;

/** The measures of a day's chosen rows. Visitors: each once. */
function measureRows(block: Block, rows: Uint32Array, count: number): Measures {
  const flags = block.codes("flags");
  const [views, events, visible] = MEASURE_COLUMNS.map((name) => block.codes(name));
  const visitors = block.visitors();
  const sum = noMeasures();
  let last = 0;
  for (let at = 0; at < count; at += 1) {
    const row = rows[at] ?? 0;
    const visitor = visitors[row] ?? 0;
    if (visitor !== last) sum.visitors += 1;
    last = visitor;
    sum.pageViews += views?.[row] ?? 0;
    sum.events += events?.[row] ?? 0;
    const flag = flags[row] ?? 0;
    if ((flag & FLAG.startsHere) === 0) continue;
    sum.visits += 1;
    sum.visibleMs += visible?.[row] ?? 0;
    if ((flag & FLAG.bounce) !== 0) sum.bounces += 1;
  }
  return sum;
}

/** Totals by day; identified visitors once in all. */
export class TotalsScan implements Scan {
  readonly columns = [...MEASURE_COLUMNS, KEY_COLUMN];
  readonly byDay = new Map<string, Measures>();
  private readonly identified = new KeySet();
  /** Visitors of a day who are identified, summed over days. */
  private identifiedDaily = 0;

  add(block: Block, rows: Uint32Array, count: number): void {
    this.byDay.set(block.day, measureRows(block, rows, count));
    if (block.keys().length === 0) return;
    const keys = halvesOf(block.keys());
    const places = block.keyPlaces();
    let last = -1;
    for (let at = 0; at < count; at += 1) {
      const place = places[rows[at] ?? 0] ?? -1;
      if (place < 0 || place === last) continue;
      last = place;
      this.identified.add(keys, place);
      this.identifiedDaily += 1;
    }
  }

  /** Visitors without a cookie once a day, identified ones once in the whole range. */
  totals(everyNth: number): Measures & { identifiedVisitors: number; unidentifiedVisitors: number } {
    const sum = noMeasures();
    for (const day of this.byDay.values()) addMeasures(sum, day);
    const identified = this.identified.size;
    const unidentified = sum.visitors - this.identifiedDaily;
    return {
      ...scaled({ ...sum, visitors: unidentified + identified }, everyNth),
      identifiedVisitors: identified * everyNth,
      unidentifiedVisitors: unidentified * everyNth,
    };
  }
}

/** The different identified visitors of a range, for totals that are otherwise read from rollups. */
export class IdentifiedScan implements Scan {
  readonly columns = [KEY_COLUMN];
  private readonly identified = new KeySet();

  add(block: Block): void {
    const keys = halvesOf(block.keys());
    for (let place = 0; place < keys.length / 2; place += 1) this.identified.add(keys, place);
  }

  get size(): number {
    return this.identified.size;
  }
}
