import type { Pool, PoolClient } from "pg";
import { idTimeMs } from "@/lib/ids";
import { readExtra } from "./extra";
import type { RollupEvent, SiteInfo } from "./types";

/** An event as it stands in the log. */
export type LoggedEvent = RollupEvent & { siteNo: number };

/** From where to read, and up to where the log is final; transaction ids. */
export type CursorPosition = { cursor: string; final: string };

export type EventBatch = { events: LoggedEvent[]; fromTx: string; nextTx: string; isLast: boolean };

/**
 * A transaction id is given before its commit, so an id that is still running may stand below one that is visible.
 * Only ids under the oldest running one are final: everything below it is committed or gone for good.
 */
const FINAL_TX = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

const LOCK_CURSOR = `SELECT cursor_tx::text AS cursor, ${FINAL_TX}::text AS final FROM rollup_cursors WHERE name = $1 FOR UPDATE SKIP LOCKED`;

// A column a text: one row of nine texts is read in a fifth of the time of as many rows as there are events. No JSON holds
// U+0001 as it is, so it parts the properties.
export const COLUMNS = `string_agg(tx::text, ',') AS tx, string_agg(site_no::text, ',') AS sites, string_agg(id::text, ',') AS ids,
  string_agg(visitor_key::text, ',') AS keys, string_agg(path_id::text, ',') AS paths, string_agg(client_id::text, ',') AS clients,
  string_agg(source_id::text, ',') AS sources, string_agg(name_id::text, ',') AS names, string_agg(extra, chr(1)) AS extras`;

const READ = `SELECT ${COLUMNS} FROM (SELECT * FROM events WHERE tx >= $1 AND tx < $2 ORDER BY tx LIMIT $3) e`;

const FINAL = `SELECT ${FINAL_TX}::text AS final`;

export type EventColumns = Record<
  "tx" | "sites" | "ids" | "keys" | "paths" | "clients" | "sources" | "names" | "extras",
  string | null
>;

/**
 * Locks the cursor for this transaction.
 * @returns from where to read and up to where the log is final, null when another run holds the cursor
 */
export async function lockCursor(client: PoolClient, name: string): Promise<CursorPosition | null> {
  const { rows } = await client.query<CursorPosition>(LOCK_CURSOR, [name]);
  return rows[0] ?? null;
}

/** Makes the cursor on the very first run. @returns null where it exists, that is, where another run holds it */
export async function makeCursor(client: PoolClient, name: string): Promise<CursorPosition | null> {
  const { rowCount } = await client.query(
    "INSERT INTO rollup_cursors (name) VALUES ($1) ON CONFLICT DO NOTHING",
    [name],
  );
  return rowCount === 1 ? lockCursor(client, name) : null;
}

/** Up to where the log is final now. */
export async function readFinal(client: Pool | PoolClient): Promise<string> {
  const { rows } = await client.query<{ final: string }>(FINAL);
  return rows[0]?.final ?? "0";
}

/**
 * Reads the next events; whole transactions only. What stands between cursor and final never changes any more, so this may
 * be read ahead, outside the transaction that counts it.
 * @param rowsMax how many events; more only where one transaction has more
 */
export async function readBatch(
  client: Pool | PoolClient,
  { cursor, final }: CursorPosition,
  rowsMax: number,
): Promise<EventBatch> {
  // One row more than asked for tells whether the last transaction is there as a whole.
  const { rows } = await client.query<EventColumns>(READ, [cursor, final, rowsMax + 1]);
  const txs = rows[0]?.tx?.split(",") ?? [];
  if (!rows[0] || txs.length <= rowsMax)
    return { events: toEvents(rows[0], txs.length), fromTx: cursor, nextTx: final, isLast: true };
  const lastTx = txs.at(-1) ?? cursor;
  const whole = txs.indexOf(lastTx);
  if (whole > 0) return { events: toEvents(rows[0], whole), fromTx: cursor, nextTx: lastTx, isLast: false };
  const nextTx = (BigInt(lastTx) + 1n).toString();
  const all = await client.query<EventColumns>(READ, [lastTx, nextTx, null]);
  const size = all.rows[0]?.tx?.split(",").length ?? 0;
  return { events: toEvents(all.rows[0], size), fromTx: cursor, nextTx, isLast: false };
}

/** @param size how many of the rows to take; all, when it is not given */
export function toEvents(columns: Partial<EventColumns> | undefined, size = Infinity): LoggedEvent[] {
  if (!columns?.ids || size === 0) return [];
  const list = (text: string | null = "", by = ","): string[] => (text ?? "").split(by);
  const [sites, ids, keys, paths] = [
    list(columns.sites),
    list(columns.ids),
    list(columns.keys),
    list(columns.paths),
  ];
  const [clients, sources, names] = [list(columns.clients), list(columns.sources), list(columns.names)];
  const extras = list(columns.extras, "\u0001");
  const events: LoggedEvent[] = [];
  for (let n = 0; n < size && n < ids.length; n += 1) {
    const id = ids[n] ?? "";
    const extra = readExtra(extras[n] ?? "");
    events.push({
      siteNo: Number(sites[n]),
      id,
      visitorKey: keys[n] ?? "",
      otherKeys: extra.otherKeys,
      atMs: idTimeMs(id) + extra.offMs,
      pathId: Number(paths[n]),
      clientId: Number(clients[n]),
      sourceId: Number(sources[n]),
      nameId: Number(names[n]),
      visibleMs: extra.visibleMs,
      scrollPct: extra.scrollPct,
      isIdentified: extra.isIdentified,
      contactId: extra.contactId,
    });
  }
  return events;
}

const SITES = `SELECT id, no, tenant_id AS "tenantId", time_zone AS "timeZone" FROM sites WHERE no = ANY($1) AND deleted_at IS NULL`;

/** The sites of a batch by their number; deleted ones are missing. */
export async function readSites(
  client: PoolClient,
  numbers: readonly number[],
): Promise<Map<number, SiteInfo>> {
  const { rows } = await client.query<SiteInfo>(SITES, [numbers]);
  return new Map(rows.map((site) => [site.no, site]));
}
