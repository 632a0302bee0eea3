import type { PoolClient } from "pg";
import { z } from "zod";
import type { EventKind } from "../collect/wire";
import type { SiteInfo } from "./types";

/** An event as it stands in the log. */
export type LoggedEvent = {
  siteNo: number;
  id: string;
  visitorKey: string;
  priorVisitorKey: string | null;
  atMs: number;
  kind: EventKind;
  pathId: number;
  clientId: number;
  sourceId: number | null;
  visibleMs: number | null;
};

/** From where to read, and up to where the log is final; transaction ids. */
export type CursorPosition = { cursor: string; final: string };

export type EventBatch = { events: LoggedEvent[]; nextTx: string; isLast: boolean };

/**
 * A transaction id is given before its commit, so an id that is still running may stand below one that is visible.
 * Only ids under the oldest running one are final: everything below it is committed or gone for good.
 */
const FINAL_TX = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

const LOCK_CURSOR = `SELECT cursor_tx::text AS cursor, ${FINAL_TX}::text AS final FROM rollup_cursors WHERE name = $1 FOR UPDATE SKIP LOCKED`;

const NTH_TX = `SELECT e.tx::text AS "limitTx" FROM events e WHERE e.tx >= $1 AND e.tx < $2 ORDER BY e.tx OFFSET $3 LIMIT 1`;

const READ = `SELECT site_no AS "siteNo", id, visitor_key AS "visitorKey", prior_visitor_key AS "priorVisitorKey",
    (extract(epoch FROM occurred_at) * 1000)::float8 AS "atMs", kind, path_id AS "pathId", client_id AS "clientId",
    source_id AS "sourceId", visible_ms AS "visibleMs"
  FROM events WHERE tx >= $1 AND tx < $2`;

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

/**
 * Reads the next events; whole transactions only, so a batch may be larger than asked for.
 * @param rowsMax about how many events
 */
export async function readBatch(
  client: PoolClient,
  { cursor, final }: CursorPosition,
  rowsMax: number,
): Promise<EventBatch> {
  const { rows: limit } = await client.query<{ limitTx: string }>(NTH_TX, [cursor, final, rowsMax]);
  const limitTx = limit[0]?.limitTx;
  const nextTx =
    limitTx === undefined ? final : limitTx === cursor ? (BigInt(limitTx) + 1n).toString() : limitTx;
  const { rows } = await client.query<LoggedEvent>(READ, [cursor, nextTx]);
  return { events: rows, nextTx, isLast: limitTx === undefined };
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

/** Columns of visits that are JSON. */
export const StoredPages = z.array(z.tuple([z.number(), z.number(), z.number()]));
export const StoredDayKeys = z.array(z.tuple([z.string(), z.string()])).nullable();
