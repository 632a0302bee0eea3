import { Prisma, type TenantDb } from "@/lib/db";
import { type Ctx, withTenant } from "@/lib/tenancy";
import { z } from "zod";
import { readPeople } from "../people/read-people";
import type { ExportTable } from "./tables.data";

/** Rows a page: what memory holds of a table at any time. */
const PAGE_ROWS = 1_000;

interface Line {
  /** The row as JSON text, as Postgres writes it: numbers of any size keep all their digits. */
  line: string;
  /** The row's key, column by column. */
  key: string[];
}

const Row = z.record(z.string(), z.unknown());

/** A table's rows of one workspace as JSON texts, page by page; every page is a transaction of its own. */
export async function* readTable(ctx: Ctx, table: ExportTable): AsyncGenerator<string[]> {
  const scopes = table.bySite ? await siteNumbers(ctx) : [null];
  for (const siteNo of scopes) {
    let behind: string[] | undefined;
    for (;;) {
      const lines = await withTenant(ctx, (db) => readPage(db, ctx, table, { siteNo, behind }));
      if (lines.length > 0)
        yield await withPeople(
          table,
          lines.map((row) => row.line),
        );
      if (lines.length < PAGE_ROWS) break;
      behind = lines.at(-1)?.key;
    }
  }
}

const siteNumbers = async (ctx: Ctx): Promise<number[]> => {
  const rows = await withTenant(ctx, (db) =>
    db.site.findMany({ where: { tenantId: ctx.tenantId }, orderBy: { no: "asc" }, select: { no: true } }),
  );
  return rows.map((row) => row.no);
};

function readPage(
  db: TenantDb,
  ctx: Ctx,
  table: ExportTable,
  from: { siteNo: number | null; behind: string[] | undefined },
): Promise<Line[]> {
  // Names come from tables.data.ts alone; values are parameters.
  const names = Prisma.raw(table.key.map(([name]) => `"${name}"`).join(", "));
  const keyTexts = Prisma.raw(table.key.map(([name]) => `t."${name}"::text`).join(", "));
  const conditions = [
    from.siteNo === null
      ? Prisma.sql`tenant_id = ${ctx.tenantId}::uuid`
      : Prisma.sql`site_no = (SELECT no FROM sites WHERE no = ${from.siteNo} AND tenant_id = ${ctx.tenantId}::uuid)`,
  ];
  if (from.behind) {
    const values = from.behind.map(
      (value, index) => Prisma.sql`${value}::${Prisma.raw(table.key[index]?.[1] ?? "text")}`,
    );
    conditions.push(Prisma.sql`(${names}) > (${Prisma.join(values)})`);
  }
  return db.$queryRaw<Line[]>`
    SELECT (to_jsonb(t) - ${[...(table.omit ?? [])]}::text[])::text AS line, ARRAY[${keyTexts}] AS key
    FROM ${Prisma.raw(`"${table.table}"`)} t WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY ${names} LIMIT ${PAGE_ROWS}`;
}

async function withPeople(table: ExportTable, lines: string[]): Promise<string[]> {
  const column = table.person;
  if (column === undefined) return lines;
  const rows = lines.map((line) => Row.parse(JSON.parse(line)));
  const people = await readPeople(rows.map((row) => String(row[column])));
  return rows.map((row) => {
    const person = people.get(String(row[column]));
    return JSON.stringify({ ...row, name: person?.name ?? null, email: person?.email ?? null });
  });
}

/** Column names of a table as its CSV file has them. */
export async function csvColumns(ctx: Ctx, table: ExportTable): Promise<string[]> {
  const rows = await withTenant(
    ctx,
    (db) => db.$queryRaw<{ name: string }[]>`
      SELECT attname AS name FROM pg_attribute
      WHERE attrelid = ${table.table}::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
  );
  const left = new Set([...(table.omit ?? []), ...(table.csv?.omit ?? [])]);
  const columns = rows.map((row) => row.name).filter((name) => !left.has(name));
  return table.person === undefined ? columns : [...columns, "name", "email"];
}
