import type { ReportDimension } from "../report-schemas";

/** What one row of an import adds. */
export interface ImportCounts {
  visitors: number;
  visits: number;
  pageViews: number;
  events: number;
  bounces: number;
  visibleMs: number;
}

/** The totals of a day have no dimension. */
export type ImportDimension = ReportDimension | "";

export interface ImportRow extends ImportCounts {
  dimension: ImportDimension;
  day: string;
  value: string;
}

const FIELDS = ["visitors", "visits", "pageViews", "events", "bounces", "visibleMs"] as const;
const VALUE_CHARS_MAX = 1_000;

/** A text as the database takes it. */
export const plainText = (text: string): string =>
  text
    .replace(/\p{Cc}/gu, " ")
    .replace(/\p{Cs}/gu, "\ufffd")
    .trim()
    .slice(0, VALUE_CHARS_MAX);

/** Sums rows that have the same dimension, day and value, up to a number of rows that memory can hold. */
export class RowSums {
  private rows = new Map<string, ImportRow>();

  add(dimension: ImportDimension, day: string, value: string, counts: Partial<ImportCounts>): void {
    const text = plainText(value);
    const key = `${dimension}\n${day}\n${text}`;
    const none = { visitors: 0, visits: 0, pageViews: 0, events: 0, bounces: 0, visibleMs: 0 };
    const row = this.rows.get(key) ?? { dimension, day, value: text, ...none };
    for (const field of FIELDS) row[field] += counts[field] ?? 0;
    this.rows.set(key, row);
  }

  get size(): number {
    return this.rows.size;
  }

  /** All rows in one order for everybody, so that two writers never wait for each other; forgets them. */
  take(): ImportRow[] {
    const rows = [...this.rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
    this.rows = new Map();
    return rows;
  }
}
