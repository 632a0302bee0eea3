import type { PoolClient } from "pg";

/** Columns in SQL's spelling; values as JSON has them. */
export type Row = Readonly<Record<string, unknown>>;

const ROWS_PER_STATEMENT = 2_000;

/**
 * Adds rows that are not there yet; rows that are stay as they are. The table's own types read the values, so arrays,
 * JSON and times need no casts.
 * @param table a name from the code, never input
 * @param rows all with the columns of the first
 * @returns how many were new
 */
export async function insertRows(client: PoolClient, table: string, rows: readonly Row[]): Promise<number> {
  const [first] = rows;
  if (!first) return 0;
  const columns = Object.keys(first).join(", ");
  const sql = `INSERT INTO ${table} (${columns})
    SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) ON CONFLICT DO NOTHING`;
  let added = 0;
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const { rowCount } = await client.query(sql, [
      JSON.stringify(rows.slice(start, start + ROWS_PER_STATEMENT)),
    ]);
    added += rowCount ?? 0;
  }
  return added;
}
