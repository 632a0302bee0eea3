import { systemPool } from "@/lib/db";

// Only ids under the oldest running transaction are final; see read-events.ts.
const FINAL_TX = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS final";
// Other workspaces' events stand between: this bounds how many of them a reader walks over at a time.
const NTH_TX = `SELECT tx::text AS tx FROM events WHERE tx >= $1 AND tx < $2 ORDER BY tx OFFSET $3 LIMIT 1`;
const SCAN_ROWS_MAX = 50_000;

/** Transaction id, as decimal text, under which everything in the log is final at this moment. */
export async function finalTx(): Promise<string> {
  const { rows } = await systemPool().query<{ final: string }>(FINAL_TX);
  return rows[0]?.final ?? "0";
}

/**
 * The next stretch of the log behind a transaction: about 50,000 events of all workspaces.
 * @returns the transaction before which it ends, and whether that is the end of what is final
 */
export async function logWindow(fromTx: string): Promise<{ endTx: string; isEnd: boolean }> {
  const final = await finalTx();
  const { rows } = await systemPool().query<{ tx: string }>(NTH_TX, [fromTx, final, SCAN_ROWS_MAX]);
  const nth = rows[0]?.tx;
  if (nth === undefined) return { endTx: final, isEnd: true };
  // A single transaction of that many events is a stretch of its own.
  return { endTx: nth === fromTx ? (BigInt(nth) + 1n).toString() : nth, isEnd: false };
}
