import { type Block, FLAG, KEY_COLUMN } from "../../columns/block";
import { halvesOf, KeySet } from "../../columns/key-set";
import type { Scan } from "./scan";

/** Ids of what a step means. */
export type StepMatch = { kind: "page" | "event"; ids: ReadonlySet<number> };

/** Times of which the median is taken, a step; further ones are left out. */
const TIMES_MAX = 200_000;

/**
 * How far visits come through steps that follow one another within a window of time. Without consent the steps must lie in
 * one visit; with it they may lie in several visits of the visitor, who counts once.
 */
export class FunnelScan implements Scan {
  readonly columns = ["starts", "step_len", "step_sec", "step_code", KEY_COLUMN];
  /** How many reached each step. */
  readonly counts: number[];
  /** Seconds from the step before. */
  readonly seconds: number[][];
  private readonly visitors = new KeySet();
  /** Of each identified visitor: (second, steps as bits) of all their visits. */
  private readonly stepsOf: number[][] = [];

  constructor(
    private readonly steps: readonly StepMatch[],
    private readonly windowSeconds: number,
  ) {
    this.counts = steps.map(() => 0);
    this.seconds = steps.map(() => []);
  }

  get identified(): number {
    return this.stepsOf.filter((steps) => steps.some((bits, at) => at % 2 === 1 && (bits & 1) === 1)).length;
  }

  add(block: Block, rows: Uint32Array, count: number): void {
    const { codes, ids } = block.ids("step_code");
    const bitsOf = Uint8Array.from(ids, (code) => this.bits(code));
    if (!bitsOf.some((bits) => bits !== 0)) return;
    const [starts, seconds] = [block.codes("starts"), block.codes("step_sec")];
    const offsets = block.offsets("step_len");
    const flags = block.codes("flags");
    const places = block.keyPlaces();
    const keys = halvesOf(block.keys());
    const found: number[] = [];
    for (let at = 0; at < count; at += 1) {
      const row = rows[at] ?? 0;
      if (((flags[row] ?? 0) & FLAG.startsHere) === 0) continue;
      found.length = 0;
      const end = offsets[row + 1] ?? 0;
      for (let step = offsets[row] ?? 0; step < end; step += 1) {
        const bits = bitsOf[codes[step] ?? 0] ?? 0;
        if (bits !== 0) found.push((starts[row] ?? 0) + (seconds[step] ?? 0), bits);
      }
      if (found.length === 0) continue;
      const place = places[row] ?? -1;
      if (place < 0) this.walk(found);
      else this.stepsAt(this.visitors.add(keys, place)).push(...found);
    }
  }

  /** Ends the count: identified visitors are walked when all their visits are known. */
  finish(): void {
    for (const steps of this.stepsOf) this.walk(inOrder(steps));
  }

  private stepsAt(visitor: number): number[] {
    return (this.stepsOf[visitor] ??= []);
  }

  private bits(code: number): number {
    const kind = code % 2 === 1 ? "event" : "page";
    const id = Math.floor(code / 2);
    return this.steps.reduce(
      (bits, step, at) => (step.kind === kind && step.ids.has(id) ? bits | (1 << at) : bits),
      0,
    );
  }

  /**
   * The furthest step, starting from the latest first step that still leads on: for each step the latest beginning of a
   * chain that has come to it is kept.
   */
  private walk(found: readonly number[]): void {
    const began: number[] = [];
    const reachedAt: number[] = [];
    let depth = 0;
    for (let at = 0; at < found.length; at += 2) {
      const [second = 0, bits = 0] = [found[at], found[at + 1]];
      // From the last step down, so that one page view is not two steps at once.
      for (let step = this.steps.length - 1; step >= 0; step -= 1) {
        if ((bits & (1 << step)) === 0) continue;
        const start = step === 0 ? second : began[step - 1];
        if (start === undefined || second - start > this.windowSeconds) continue;
        const before = reachedAt[step - 1];
        began[step] = start;
        reachedAt[step] = second;
        if (step < depth) continue;
        depth = step + 1;
        this.counts[step] = (this.counts[step] ?? 0) + 1;
        const times = this.seconds[step];
        if (before !== undefined && times && times.length < TIMES_MAX) times.push(second - before);
      }
    }
  }
}

function inOrder(steps: readonly number[]): number[] {
  const places = Array.from({ length: steps.length / 2 }, (_, n) => n * 2);
  // A stable order: what happened in one second stays as the visit has it.
  places.sort((a, b) => (steps[a] ?? 0) - (steps[b] ?? 0));
  return places.flatMap((at) => [steps[at] ?? 0, steps[at + 1] ?? 0]);
}
