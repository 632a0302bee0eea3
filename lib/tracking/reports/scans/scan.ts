import type { Block } from "../../columns/block";
import { readBlocks } from "../../columns/read-blocks";
import type { ReportDb } from "../../columns/report-db";
import type { ReportSite } from "../../columns/visit-rows";
import type { Days } from "../days";
import type { RowFilter } from "../filters";

/** Something that is added up over the rows of all days of a range. */
export interface Scan {
  /** Columns it reads, beside `flags`. */
  readonly columns: readonly string[];
  /** Whether it reads the properties of events. */
  readonly hasProperties?: boolean;
  /** @param rows the first `count` of them are the rows that the filters leave, in order */
  add(block: Block, rows: Uint32Array, count: number): void;
}

type ScanQuestion = {
  site: ReportSite;
  range: Days;
  filters: readonly RowFilter[];
  /** Takes every n-th visitor of a day; 1: all. */
  everyNth: number;
};

/** Runs scans over a range. @returns whether all its days were sealed */
export async function runScans(
  db: ReportDb,
  { site, range, filters, everyNth }: ScanQuestion,
  scans: readonly Scan[],
): Promise<{ isAllSealed: boolean }> {
  if (scans.length === 0) return { isAllSealed: true };
  const names = new Set([...filters, ...scans].flatMap(({ columns }) => columns));
  const wanted = { names: [...names], hasProperties: scans.some((scan) => scan.hasProperties === true) };
  let isAllSealed = true;
  let rows = new Uint32Array();
  for await (const { block, isSealed } of readBlocks(db, site, range, wanted)) {
    isAllSealed &&= isSealed;
    if (rows.length < block.rows) rows = new Uint32Array(block.rows);
    let count = allRows(block, rows, everyNth);
    for (const filter of filters) count = filter.keep(block, rows, count);
    if (count > 0) for (const scan of scans) scan.add(block, rows, count);
  }
  return { isAllSealed };
}

function allRows(block: Block, rows: Uint32Array, everyNth: number): number {
  if (everyNth === 1) {
    for (let row = 0; row < block.rows; row += 1) rows[row] = row;
    return block.rows;
  }
  const visitors = block.visitors();
  let count = 0;
  for (let row = 0; row < block.rows; row += 1)
    if ((visitors[row] ?? 0) % everyNth === 0) rows[count++] = row;
  return count;
}
