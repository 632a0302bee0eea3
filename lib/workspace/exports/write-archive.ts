import { PassThrough, Readable } from "node:stream";
import { z } from "zod";
import { ZipFile } from "yazl";
import { type Ctx, withTenant } from "@/lib/tenancy";
import { csvLine } from "@/lib/csv";
import { readTenant } from "../tenants/internal";
import { csvColumns, readTable } from "./read-table";
import { EXPORT_TABLES, type ExportTable } from "./tables.data";

/** Files of an archive beside README.txt and workspace.json. */
export const ARCHIVE_PARTS = EXPORT_TABLES.length + EXPORT_TABLES.filter((table) => table.csv).length;

const Row = z.record(z.string(), z.unknown());

/** Called after each page, with the number of files that are whole. */
export type Progress = (partsDone: number) => Promise<void>;

async function* ndjson(ctx: Ctx, table: ExportTable, beat: () => Promise<void>): AsyncGenerator<string> {
  for await (const lines of readTable(ctx, table)) {
    yield `${lines.join("\n")}\n`;
    await beat();
  }
}

async function* csv(ctx: Ctx, table: ExportTable, beat: () => Promise<void>): AsyncGenerator<string> {
  const columns = await csvColumns(ctx, table);
  yield csvLine(columns);
  for await (const lines of readTable(ctx, table)) {
    const rows = lines.map((line) => Row.parse(JSON.parse(line)));
    yield rows.map((row) => csvLine(columns.map((column) => row[column]))).join("");
    await beat();
  }
}

/**
 * Everything of a workspace as a ZIP file, made while it is read: one table after the other, one page of rows in memory.
 * Tables are read at slightly different moments; a row that changes meanwhile may be in either state.
 * @param atIso when the export was started, for README.txt
 */
export async function writeArchive(ctx: Ctx, atIso: string, progress: Progress): Promise<Readable> {
  const tenant = await withTenant(ctx, (db) => readTenant(db, ctx));
  const output = new PassThrough();
  const zip = new ZipFile();
  zip.on("error", (error: unknown) =>
    output.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  zip.outputStream.on("error", (error: Error) => output.destroy(error)).pipe(output);
  let partsDone = 0;
  const beat = () => progress(partsDone);
  const add = (name: string, lines: () => AsyncGenerator<string>) =>
    zip.addReadStreamLazy(name, (callback) => {
      const source = Readable.from(counted(lines()), { objectMode: true, highWaterMark: 1 });
      const bytes = source.pipe(new PassThrough());
      source.on("error", (error) => bytes.destroy(error));
      callback(null, bytes);
    });
  async function* counted(lines: AsyncGenerator<string>): AsyncGenerator<string> {
    yield* lines;
    partsDone += 1;
    await beat();
  }
  zip.addBuffer(Buffer.from(readme(tenant.name, atIso)), "README.txt");
  zip.addBuffer(Buffer.from(`${JSON.stringify(tenant, null, 2)}\n`), "workspace.json");
  for (const table of EXPORT_TABLES) {
    add(`${table.table}.ndjson`, () => ndjson(ctx, table, beat));
    if (table.csv) add(`csv/${table.table}.csv`, () => csv(ctx, table, beat));
  }
  zip.end();
  return output;
}

function readme(name: string, atIso: string): string {
  const files = EXPORT_TABLES.map((table) => {
    const also = table.csv ? ` (also csv/${table.table}.csv)` : "";
    return `${table.table}.ndjson${also}\n    ${table.about}`;
  });
  return `Export of the workspace ${name}
Started ${atIso}

workspace.json holds the workspace itself. Each .ndjson file holds one table: one JSON object a line, in UTF-8.
Names end in _at for times (UTC, ISO 8601) and in _id for references to the table's id.
In .csv files a cell that a spreadsheet would run as a formula begins with an apostrophe.
Tables were read one after the other: what changed during the export may be in either state.

Left out: passwords, the texts and hashes of keys and links, what recordings of visits show, calls' bookkeeping.

${files.join("\n")}
`;
}
