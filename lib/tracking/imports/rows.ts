import { type Measures, MEASURES, noMeasures } from "../measures";
import type { ReportDimension } from "../report-schemas";

/** The totals of a day have no dimension. */
export type ImportDimension = ReportDimension | "";

/** What one row of an import adds. */
export interface ImportRow extends Measures {
  dimension: ImportDimension;
  day: string;
  value: string;
}

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

  add(dimension: ImportDimension, day: string, value: string, counts: Partial<Measures>): void {
    const text = plainText(value);
    const key = `${dimension}\n${day}\n${text}`;
    const row = this.rows.get(key) ?? { dimension, day, value: text, ...noMeasures() };
    for (const field of MEASURES) row[field] += counts[field] ?? 0;
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
