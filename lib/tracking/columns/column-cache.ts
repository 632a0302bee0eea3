import { type Column, columnBytes } from "./column";

const BYTES_MAX = 96 * 2 ** 20;

/** Columns of sealed days that were read lately, bounded in bytes. Sealing again makes a new version, never a change. */
export class ColumnCache {
  private readonly columns = new Map<string, { column: Column | null; bytes: number }>();
  private bytes = 0;

  constructor(private readonly bytesMax = BYTES_MAX) {}

  /** Undefined: not in memory. Null: the day has no such column. */
  get(key: string): Column | null | undefined {
    const found = this.columns.get(key);
    if (!found) return undefined;
    // A map keeps its order: what is put in again becomes the newest.
    this.columns.delete(key);
    this.columns.set(key, found);
    return found.column;
  }

  set(key: string, column: Column | null): void {
    this.remove(key);
    const bytes = (column ? columnBytes(column) : 0) + 2 * key.length + 100;
    this.columns.set(key, { column, bytes });
    this.bytes += bytes;
    for (const oldest of this.columns.keys()) {
      if (this.bytes <= this.bytesMax) return;
      this.remove(oldest);
    }
  }

  clear(): void {
    this.columns.clear();
    this.bytes = 0;
  }

  private remove(key: string): void {
    this.bytes -= this.columns.get(key)?.bytes ?? 0;
    this.columns.delete(key);
  }
}
