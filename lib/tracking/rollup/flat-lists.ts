import { COUNT_WIDTH, STEPS_MAX, TOUCHES_MAX } from "./types";

/** Postgres' integer; sums of times stop here rather than fail. */
export const INTEGER_MAX = 2_147_483_647;

/** Adds (second, number) to a list of pairs that is ordered by both; mostly the new pair is the last. */
export function insertPair(pairs: number[], second: number, number: number): void {
  let at = pairs.length;
  while (at > 0 && isAfter(pairs[at - 2], pairs[at - 1], second, number)) at -= 2;
  if (at === pairs.length) pairs.push(second, number);
  else pairs.splice(at, 0, second, number);
}

const isAfter = (aSecond = 0, aNumber = 0, bSecond: number, bNumber: number): boolean =>
  aSecond > bSecond || (aSecond === bSecond && aNumber > bNumber);

/** The first steps. Cutting before and after joining comes to the same, since both keep the smallest pairs. */
export const cutSteps = (steps: number[]): number[] =>
  steps.length > STEPS_MAX * 2 ? steps.slice(0, STEPS_MAX * 2) : steps;

/** Notes that a source was seen: its first second counts. */
export function addTouch(touches: number[], second: number, sourceId: number): void {
  for (let at = 1; at < touches.length; at += 2) {
    if (touches[at] !== sourceId) continue;
    if ((touches[at - 1] ?? 0) <= second) return;
    touches.splice(at - 1, 2);
    break;
  }
  insertPair(touches, second, sourceId);
  if (touches.length > TOUCHES_MAX * 2) touches.length = TOUCHES_MAX * 2;
}

const MAPPED_FROM = 40 * COUNT_WIDTH;
const CODE_SPACE = 2 ** 33;

/** The counts of a visit while it is put together: one entry a (day, code). */
export class CountList {
  private readonly flat: number[] = [];
  // Only for visits of very many pages; a short list is searched faster.
  private index: Map<number, number> | null = null;

  add(day: number, code: number, count: number, visibleMs: number, scrollPct: number): void {
    const { flat } = this;
    const at = this.find(day, code);
    if (at === -1) {
      this.index?.set(day * CODE_SPACE + code, flat.length);
      flat.push(day, code, count, Math.min(visibleMs, INTEGER_MAX), scrollPct);
      if (this.index === null && flat.length > MAPPED_FROM) this.makeIndex();
      return;
    }
    flat[at + 2] = (flat[at + 2] ?? 0) + count;
    flat[at + 3] = Math.min((flat[at + 3] ?? 0) + visibleMs, INTEGER_MAX);
    flat[at + 4] = Math.max(flat[at + 4] ?? 0, scrollPct);
  }

  addAll(counts: readonly number[]): void {
    for (let at = 0; at < counts.length; at += COUNT_WIDTH) {
      const [day = 0, code = 0, count = 0, visibleMs = 0, scrollPct = 0] = [
        counts[at],
        counts[at + 1],
        counts[at + 2],
        counts[at + 3],
        counts[at + 4],
      ];
      this.add(day, code, count, visibleMs, scrollPct);
    }
  }

  /** Ordered by (day, code). */
  toList(): number[] {
    const { flat } = this;
    if (isOrdered(flat)) return flat;
    const places: number[] = [];
    for (let at = 0; at < flat.length; at += COUNT_WIDTH) places.push(at);
    places.sort((a, b) => (flat[a] ?? 0) - (flat[b] ?? 0) || (flat[a + 1] ?? 0) - (flat[b + 1] ?? 0));
    const ordered: number[] = [];
    for (const at of places) {
      for (let n = 0; n < COUNT_WIDTH; n += 1) ordered.push(flat[at + n] ?? 0);
    }
    return ordered;
  }

  private find(day: number, code: number): number {
    if (this.index) return this.index.get(day * CODE_SPACE + code) ?? -1;
    const { flat } = this;
    for (let at = flat.length - COUNT_WIDTH; at >= 0; at -= COUNT_WIDTH) {
      if (flat[at + 1] === code && flat[at] === day) return at;
    }
    return -1;
  }

  private makeIndex(): void {
    this.index = new Map();
    for (let at = 0; at < this.flat.length; at += COUNT_WIDTH) {
      this.index.set((this.flat[at] ?? 0) * CODE_SPACE + (this.flat[at + 1] ?? 0), at);
    }
  }
}

function isOrdered(flat: readonly number[]): boolean {
  for (let at = COUNT_WIDTH; at < flat.length; at += COUNT_WIDTH) {
    const [day = 0, before = 0] = [flat[at], flat[at - COUNT_WIDTH]];
    if (day < before || (day === before && (flat[at + 1] ?? 0) < (flat[at + 1 - COUNT_WIDTH] ?? 0)))
      return false;
  }
  return true;
}
