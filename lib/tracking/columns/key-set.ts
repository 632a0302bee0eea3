const SIZE_FIRST = 1_024;
const LOAD_MAX = 0.6;

/**
 * Different 64-bit keys, each with a number from 0 on. A Set of bigints would take ten times the memory and time; keys are
 * hashes already, so their low half serves as one.
 */
export class KeySet {
  private halves = new Int32Array(SIZE_FIRST * 2);
  /** Number of the key in each slot plus 1; 0: empty. */
  private numbers = new Uint32Array(SIZE_FIRST);
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** @param keys as halves: low and high of key n at 2n and 2n + 1 @returns the key's number */
  add(keys: Int32Array, place: number): number {
    const [low, high] = [keys[place * 2] ?? 0, keys[place * 2 + 1] ?? 0];
    const slot = this.slotOf(low, high);
    const known = this.numbers[slot] ?? 0;
    if (known > 0) return known - 1;
    this.halves[slot * 2] = low;
    this.halves[slot * 2 + 1] = high;
    this.count += 1;
    this.numbers[slot] = this.count;
    if (this.count > this.numbers.length * LOAD_MAX) this.grow();
    return this.count - 1;
  }

  /** The key's number, -1 when it is not in the set. */
  find(keys: Int32Array, place: number): number {
    return (this.numbers[this.slotOf(keys[place * 2] ?? 0, keys[place * 2 + 1] ?? 0)] ?? 0) - 1;
  }

  private slotOf(low: number, high: number): number {
    const mask = this.numbers.length - 1;
    let slot = (low ^ Math.imul(high, 0x9e3779b1)) & mask;
    while ((this.numbers[slot] ?? 0) !== 0) {
      if (this.halves[slot * 2] === low && this.halves[slot * 2 + 1] === high) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private grow(): void {
    const [halves, numbers] = [this.halves, this.numbers];
    this.halves = new Int32Array(halves.length * 2);
    this.numbers = new Uint32Array(numbers.length * 2);
    numbers.forEach((number, old) => {
      if (number === 0) return;
      const [low, high] = [halves[old * 2] ?? 0, halves[old * 2 + 1] ?? 0];
      const slot = this.slotOf(low, high);
      this.halves[slot * 2] = low;
      this.halves[slot * 2 + 1] = high;
      this.numbers[slot] = number;
    });
  }
}

/** Keys as halves, without copying. */
export const halvesOf = (keys: BigInt64Array): Int32Array =>
  new Int32Array(keys.buffer, keys.byteOffset, keys.length * 2);
