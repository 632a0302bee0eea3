import { randomBytes } from "node:crypto";
import type { Pool } from "pg";
import { saltKey, type SaltKey } from "./visitor-key";

const SALT_BYTES = 32;
const DAYS_HELD_MAX = 10;

// A salt is needed for events of its day (which lasts until 12:00 UTC of the next, at UTC-12) that arrive up to 48 h late.
const KEPT_AFTER_DAY_START_H = 24 + 12 + 48;

const INSERT = `WITH made AS (
    INSERT INTO tracking_salts (day, salt) VALUES ($1, $2) ON CONFLICT (day) DO NOTHING RETURNING salt)
  SELECT salt FROM made UNION ALL SELECT salt FROM tracking_salts WHERE day = $1 LIMIT 1`;

/** The random salts of the visitor keys, one a calendar day, shared by all processes through an unlogged table. */
export class SaltStore {
  private readonly salts = new Map<string, { salt: Buffer; key: SaltKey }>();
  private readonly pending = new Map<string, Promise<SaltKey>>();

  constructor(private readonly pool: Pool) {}

  /** @param day `YYYY-MM-DD` @returns the day's key if it is in memory */
  peek(day: string): SaltKey | undefined {
    return this.salts.get(day)?.key;
  }

  /** Reads the day's salt, or makes it. */
  get(day: string): Promise<SaltKey> {
    return this.load(day, randomBytes(SALT_BYTES));
  }

  /**
   * After Postgres was away: a crash empties an unlogged table, so what is in memory is put back (or, when another
   * process was faster, replaced).
   */
  async restore(): Promise<void> {
    const held = [...this.salts];
    await Promise.all(held.map(([day, { salt }]) => this.load(day, salt)));
  }

  private load(day: string, proposal: Buffer): Promise<SaltKey> {
    const pending = this.pending.get(day);
    if (pending) return pending;
    const loading = this.loadNow(day, proposal).finally(() => this.pending.delete(day));
    this.pending.set(day, loading);
    return loading;
  }

  private async loadNow(day: string, proposal: Buffer): Promise<SaltKey> {
    // A salt that another transaction has just committed is invisible to the statement that met it: ask once more.
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const { rows } = await this.pool.query<{ salt: Buffer }>(INSERT, [day, proposal]);
      const salt = rows[0]?.salt;
      if (!salt) continue;
      const [oldest] = this.salts.keys();
      if (this.salts.size >= DAYS_HELD_MAX && oldest !== undefined) this.salts.delete(oldest);
      const key = saltKey(salt);
      this.salts.set(day, { salt, key });
      return key;
    }
    throw new Error(`no salt for ${day}`);
  }
}

/**
 * Deletes salts that no event can need any more; from then on the day's visitor keys cannot be traced to an address.
 * @returns how many went
 */
export async function deleteOldSalts(pool: Pool, nowMs: number): Promise<number> {
  const before = new Date(nowMs - KEPT_AFTER_DAY_START_H * 3_600_000).toISOString().slice(0, 10);
  const { rowCount } = await pool.query("DELETE FROM tracking_salts WHERE day <= $1", [before]);
  return rowCount ?? 0;
}
