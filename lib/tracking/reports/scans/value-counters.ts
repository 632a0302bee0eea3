import { MEASURES, type Measures } from "../../measures";

const FIRST = 256;

/** Measures of many values at once, in arrays that grow; and who was the last visitor of each, so that none counts twice. */
export class ValueCounters<K> {
  private readonly places = new Map<K, number>();
  private readonly keys: K[] = [];
  private lastVisitor = new Float64Array(FIRST);
  readonly counts = new Map(MEASURES.map((name) => [name, new Float64Array(FIRST)]));
  scrollPctSum = new Float64Array(FIRST);
  scrollCount = new Float64Array(FIRST);

  get size(): number {
    return this.keys.length;
  }

  /** The place of a value in the arrays. */
  place(key: K): number {
    const known = this.places.get(key);
    if (known !== undefined) return known;
    const made = this.keys.length;
    this.places.set(key, made);
    this.keys.push(key);
    if (made >= this.lastVisitor.length) this.grow();
    return made;
  }

  /** One array of counts; ask for it after all places of a block are known, since it may be replaced as they grow. */
  of(name: keyof Measures): Float64Array {
    return this.counts.get(name) ?? new Float64Array();
  }

  /** Counts a visitor unless it was the last one here; visitors come one after the other. */
  addVisitor(place: number, visitor: number, visitors: Float64Array): void {
    if (this.lastVisitor[place] === visitor) return;
    this.lastVisitor[place] = visitor;
    visitors[place] = (visitors[place] ?? 0) + 1;
  }

  /** All values with their measures. */
  *entries(): Generator<{ key: K; measures: Measures; scroll: { sum: number; count: number } }> {
    for (let place = 0; place < this.keys.length; place += 1) {
      const key = this.keys[place];
      if (key === undefined) continue;
      const at = (name: keyof Measures): number => this.of(name)[place] ?? 0;
      yield {
        key,
        measures: {
          visitors: at("visitors"),
          visits: at("visits"),
          pageViews: at("pageViews"),
          events: at("events"),
          bounces: at("bounces"),
          visibleMs: at("visibleMs"),
        },
        scroll: { sum: this.scrollPctSum[place] ?? 0, count: this.scrollCount[place] ?? 0 },
      };
    }
  }

  private grow(): void {
    const larger = (old: Float64Array): Float64Array<ArrayBuffer> => {
      const made = new Float64Array(old.length * 4);
      made.set(old);
      return made;
    };
    this.lastVisitor = larger(this.lastVisitor);
    this.scrollPctSum = larger(this.scrollPctSum);
    this.scrollCount = larger(this.scrollCount);
    for (const [name, old] of this.counts) this.counts.set(name, larger(old));
  }
}
