import { createHash } from "node:crypto";

/** Pairs of a value and its weight; the weights need not add up to anything. */
export type Weighted<T> = readonly (readonly [value: T, weight: number])[];

/**
 * A repeatable source of chance: the same label gives the same numbers on every machine.
 * The generator is sfc32 (C. Doty-Humphrey, PractRand); its state comes from a SHA-256 of the label.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(label: string) {
    const digest = createHash("sha256").update(label).digest();
    [this.a, this.b, this.c] = [digest.readUInt32LE(0), digest.readUInt32LE(4), digest.readUInt32LE(8)];
  }

  /** 32 random bits. */
  bits(): number {
    const result = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + result) | 0;
    return result >>> 0;
  }

  /** From 0 up to, not including, 1. */
  fraction(): number {
    return this.bits() / 0x1_0000_0000;
  }

  between(min: number, max: number): number {
    return min + this.fraction() * (max - min);
  }

  /** A whole number from min to max, both included. */
  whole(min: number, max: number): number {
    return Math.floor(this.between(min, max + 1));
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  /** Around 1, rarely below a third or above three: how human times spread. */
  spread(sigma = 0.5): number {
    const bell = this.fraction() + this.fraction() + this.fraction() + this.fraction() - 2;
    return Math.exp(bell * 1.73 * sigma);
  }

  /** @throws Error for an empty list */
  pick<T>(list: readonly T[]): T {
    const found = list[Math.floor(this.fraction() * list.length)];
    if (found === undefined) throw new Error("nothing to pick from");
    return found;
  }

  /** @throws Error for an empty list */
  weighted<T>(list: Weighted<T>): T {
    let left = this.fraction() * list.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of list) {
      left -= weight;
      if (left < 0) return value;
    }
    const last = list.at(-1);
    if (!last) throw new Error("nothing to pick from");
    return last[0];
  }

  /** A uuidv7 of that instant. */
  id(atMs: number): string {
    return uuidV7(atMs, hex(this.bits()) + hex(this.bits()) + hex(this.bits()));
  }
}

/** The uuidv7 that always belongs to this instant and label: running a scenario again meets its own rows. */
export function fixedId(atMs: number, label: string): string {
  return uuidV7(atMs, createHash("sha256").update(label).digest("hex").slice(0, 24));
}

const HEX = Array.from({ length: 0x1_0000 }, (_, bits) => bits.toString(16).padStart(4, "0"));
const hex = (bits: number): string => `${HEX[bits >>> 16]}${HEX[bits & 0xffff]}`;

/** @param random 24 hexadecimal digits, of which the layout of RFC 9562, section 5.7 leaves 18 and a half */
function uuidV7(atMs: number, random: string): string {
  const time = Math.trunc(atMs).toString(16).padStart(12, "0");
  const variant = "89ab"[Number.parseInt(random.charAt(3), 16) & 3] ?? "8";
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${variant}${random.slice(4, 7)}-${random.slice(7, 19)}`;
}
