import type { Pool } from "pg";
import { SaltStore } from "./salts";
import { keyDays, visitorKey } from "./visitor-key";

/** Who sent something: never stored, only hashed. */
export type Sender = { address: string; userAgent: string };

/** Signed decimal texts of 64-bit keys; the prior one only in the first half hour of a site-local day. */
export type VisitorKeys = { visitorKey: string; priorVisitorKey: string | null };

type SiteClock = { no: number; timeZone: string };

/** Computes visitor keys with the salts that all processes share. */
export class VisitorKeySource {
  private readonly salts: SaltStore;

  constructor(pool: Pool) {
    this.salts = new SaltStore(pool);
  }

  /** Reads the salts of an instant unless they are in memory. @returns null when there is nothing to wait for */
  prepare(site: SiteClock, atMs: number): Promise<unknown> | null {
    const { day, priorDay } = keyDays(site.timeZone, atMs);
    if (this.salts.peek(day) && (priorDay === null || this.salts.peek(priorDay))) return null;
    return Promise.all([this.salts.get(day), this.salts.get(priorDay ?? day)]);
  }

  /** Whether {@link keysOf} can answer from memory. */
  isReady(site: SiteClock, atMs: number): boolean {
    const { day, priorDay } = keyDays(site.timeZone, atMs);
    return (
      this.salts.peek(day) !== undefined && (priorDay === null || this.salts.peek(priorDay) !== undefined)
    );
  }

  /** The visitor's keys at an instant. @throws Error without {@link prepare} */
  keysOf(site: SiteClock, sender: Sender, atMs: number): VisitorKeys {
    const { day, priorDay } = keyDays(site.timeZone, atMs);
    const salt = this.salts.peek(day);
    const priorSalt = priorDay === null ? null : this.salts.peek(priorDay);
    if (salt === undefined || priorSalt === undefined)
      throw new Error("the salts of the day have not been read");
    return {
      visitorKey: visitorKey(salt, site.no, sender.address, sender.userAgent),
      priorVisitorKey: priorSalt && visitorKey(priorSalt, site.no, sender.address, sender.userAgent),
    };
  }

  /** The keys, with the salts read from the database where needed. @throws the driver's error when it is away */
  async load(site: SiteClock, sender: Sender, atMs: number): Promise<VisitorKeys> {
    await this.prepare(site, atMs);
    return this.keysOf(site, sender, atMs);
  }

  /** Puts the salts in memory back into the database after it was away, see SaltStore.restore. */
  restore(): Promise<void> {
    return this.salts.restore();
  }
}
