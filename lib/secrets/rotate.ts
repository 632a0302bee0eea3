import { systemPool } from "@/lib/db";
import { type SealedColumn, SEALED_COLUMNS } from "./columns";
import { keyRing } from "./keys";
import { open, seal, SecretsError } from "./seal";

const BATCH_MAX = 200;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/** What a rotation did with one column. */
export interface RotationCount {
  column: string;
  /** Sealed anew with the newest key. */
  resealed: number;
  /** Written or cleared by the running product meanwhile. */
  changedMeanwhile: number;
  /** Could not be opened with any key; left as they are. */
  unreadable: number;
  /** Still sealed with an older key afterwards; 0 means that older keys can go. */
  remaining: number;
}

interface Row {
  id: string;
  sealed: string;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Rows of a column under an older key; values of the newest start with $1. */
const olderThanNewest = (of: SealedColumn): string =>
  `${quoted(of.column)} LIKE 'v1.%' AND NOT starts_with(${quoted(of.column)}, $1)`;

async function batchOf(of: SealedColumn, newest: string, after: string): Promise<Row[]> {
  const key = quoted(of.primaryKey);
  const { rows } = await systemPool().query<Row>(
    `SELECT ${key} AS id, ${quoted(of.column)} AS sealed FROM ${quoted(of.table)}
     WHERE ${olderThanNewest(of)} AND ${key} > $2 ORDER BY ${key} LIMIT ${BATCH_MAX}`,
    [newest, after],
  );
  return rows;
}

/** Compare-and-set on the old text: what the running product wrote meanwhile stays. */
async function reseal(of: SealedColumn, row: Row): Promise<"resealed" | "changedMeanwhile" | "unreadable"> {
  let plain: string;
  try {
    plain = open(row.sealed, of.purpose);
  } catch (error) {
    if (error instanceof SecretsError) return "unreadable";
    throw error;
  }
  const { rowCount } = await systemPool().query(
    `UPDATE ${quoted(of.table)} SET ${quoted(of.column)} = $1
     WHERE ${quoted(of.primaryKey)} = $2 AND ${quoted(of.column)} = $3`,
    [seal(plain, of.purpose), row.id, row.sealed],
  );
  return rowCount === 1 ? "resealed" : "changedMeanwhile";
}

async function rotateColumn(of: SealedColumn): Promise<RotationCount> {
  const newest = `v1.${keyRing().newestId}.`;
  const counts = { resealed: 0, changedMeanwhile: 0, unreadable: 0 };
  let rows = await batchOf(of, newest, FIRST_ID);
  while (rows.length > 0) {
    for (const row of rows) counts[await reseal(of, row)] += 1;
    rows = await batchOf(of, newest, rows.at(-1)?.id ?? FIRST_ID);
  }
  const { rows: left } = await systemPool().query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${quoted(of.table)} WHERE ${olderThanNewest(of)}`,
    [newest],
  );
  return { column: `${of.table}.${of.column}`, ...counts, remaining: left[0]?.n ?? 0 };
}

/**
 * Seals every value anew that was sealed with an older key, column by column in batches. The state is in the
 * rows, so that a run that was stopped goes on where it was; the product may serve meanwhile.
 * @param tell called after each column
 * @throws EnvError for wrong keys, or the driver's error when the database is away
 */
export async function rotateSecrets(
  tell: (count: RotationCount) => void = () => undefined,
): Promise<RotationCount[]> {
  const counts: RotationCount[] = [];
  for (const column of SEALED_COLUMNS) {
    const count = await rotateColumn(column);
    tell(count);
    counts.push(count);
  }
  return counts;
}
