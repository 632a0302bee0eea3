import { type Block, FLAG } from "../../columns/block";
import type { ZoneClock } from "../../time/site-day";
import { type Measures, noMeasures } from "../../measures";
import type { Scan } from "./scan";

/**
 * Measures by hour, as the rollup counts them: a visit, its bounce and its visible time in the hour it starts, a visitor in
 * each hour from a visit's start to its last event, page views and events in the hour they happened.
 */
export class HoursScan implements Scan {
  readonly columns = ["starts", "ends", "visible_ms", "step_len", "step_sec", "step_code"];
  readonly byHour = new Map<number, Measures>();
  private base = 0;
  private readonly lastVisitor = new Map<number, number>();

  /** @param clock of the site */
  constructor(private readonly clock: ZoneClock) {}

  private hourOf(atMs: number): number {
    return this.clock.hourMs(atMs);
  }

  add(block: Block, rows: Uint32Array, count: number): void {
    const flags = block.codes("flags");
    const [starts, ends, visible] = ["starts", "ends", "visible_ms"].map((name) => block.codes(name));
    const visitors = block.visitors();
    for (let at = 0; at < count; at += 1) {
      const row = rows[at] ?? 0;
      const flag = flags[row] ?? 0;
      const [startMs, endMs] = [(starts?.[row] ?? 0) * 1_000, (ends?.[row] ?? 0) * 1_000];
      this.addVisitor(block.day, startMs, endMs, this.base + (visitors[row] ?? 0));
      if ((flag & FLAG.startsHere) === 0) continue;
      const hour = this.at(this.hourOf(startMs));
      hour.visits += 1;
      hour.visibleMs += visible?.[row] ?? 0;
      if ((flag & FLAG.bounce) !== 0) hour.bounces += 1;
      this.addSteps(block, row, startMs);
    }
    this.base += block.rows + 1;
  }

  private addVisitor(day: string, startMs: number, endMs: number, visitor: number): void {
    const last = this.hourOf(endMs);
    for (let hourMs = this.hourOf(startMs); ; hourMs = this.hourOf(hourMs + 3_600_000)) {
      // A visit over midnight has a row on each of its days: each counts the hours of its own.
      if (this.clock.day(hourMs) === day && this.lastVisitor.get(hourMs) !== visitor) {
        this.lastVisitor.set(hourMs, visitor);
        this.at(hourMs).visitors += 1;
      }
      if (hourMs >= last) return;
    }
  }

  private addSteps(block: Block, row: number, startMs: number): void {
    const { codes, ids } = block.ids("step_code");
    const seconds = block.codes("step_sec");
    const offsets = block.offsets("step_len");
    for (let at = offsets[row] ?? 0; at < (offsets[row + 1] ?? 0); at += 1) {
      const hour = this.at(this.hourOf(startMs + (seconds[at] ?? 0) * 1_000));
      if ((ids[codes[at] ?? 0] ?? 0) % 2 === 1) hour.events += 1;
      else hour.pageViews += 1;
    }
  }

  private at(hourMs: number): Measures {
    const known = this.byHour.get(hourMs);
    if (known) return known;
    const made = noMeasures();
    this.byHour.set(hourMs, made);
    return made;
  }
}
