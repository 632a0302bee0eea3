import { pipeline } from "node:stream";
import type { Readable } from "node:stream";
import { parse } from "csv-parse";
import { z } from "zod";

/** Longest line in characters; another tool's lines are far shorter. */
const LINE_CHARS_MAX = 100_000;
const EXAMPLES_MAX = 10;
const BOM = "\ufeff";

const Parsed = z.object({
  record: z.record(z.string(), z.string()),
  info: z.object({ lines: z.number() }),
});

/** Lines that nobody could read, with a few examples. */
export class Unreadable {
  lines = 0;
  readonly examples: { file: string; line: number; reason: string }[] = [];

  add(file: string, line: number, reason: string): void {
    this.lines += 1;
    if (this.examples.length < EXAMPLES_MAX) this.examples.push({ file, line, reason: reason.slice(0, 200) });
  }
}

export interface CsvRecord {
  line: number;
  /** Names of all columns, as the file's first line gives them. */
  header: readonly string[];
  /** Column -> text; a column that a line lacks is missing. */
  fields: Partial<Record<string, string>>;
}

/**
 * The records of a CSV file with a header, one at a time. Lines that are no CSV are counted and passed over.
 * @param unreadable where they are counted
 */
export async function* readCsv(
  file: string,
  content: Readable,
  unreadable: Unreadable,
): AsyncGenerator<CsvRecord> {
  let header: string[] = [];
  const parser = parse({
    columns: (names: string[]) => (header = names.map((name) => name.replace(BOM, "").trim().toLowerCase())),
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: LINE_CHARS_MAX,
    on_skip: (error) => {
      const line = typeof error?.lines === "number" ? error.lines : 0;
      unreadable.add(file, line, error?.message ?? "It is no CSV.");
      return undefined;
    },
  });
  // What goes wrong with the source goes to whoever reads the parser.
  pipeline(content, parser, () => undefined);
  for await (const item of parser) {
    const parsed = Parsed.safeParse(item);
    if (parsed.success) yield { line: parsed.data.info.lines, header, fields: parsed.data.record };
    else unreadable.add(file, 0, "It has no header line.");
  }
}
