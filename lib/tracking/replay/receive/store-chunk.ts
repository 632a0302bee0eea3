import type { Pool, PoolClient } from "pg";
import { inTransaction } from "@/lib/db";
import { storage } from "@/lib/storage";
import { chunkKey } from "../files";
import { CHUNK_BYTES_MAX, CHUNKS_MAX, DELETED, STORED_BYTES_MAX } from "../limits";

/** A piece that has passed all rules. */
export type NewChunk = {
  tenantId: string;
  siteId: string;
  replayId: string;
  seq: number;
  visitorKey: string;
  otherVisitorKey: string | null;
  startedAt: Date;
  receivedAt: Date;
  fromMs: number;
  toMs: number;
  events: number;
  pages: number;
  path: string;
  clientId: number;
  reason: string | null;
  packed: Buffer;
};

type Verdict = "stored" | "known" | "over";
type Row = {
  site_id: string;
  tenant_id: string;
  chunks: number;
  size_bytes: number;
  stopped_reason: string | null;
};

const READ = `SELECT r.site_id, r.tenant_id, r.chunks, r.size_bytes, r.stopped_reason FROM replays r WHERE r.id = $1`;
const READ_CHUNK = `SELECT storage_key FROM replay_chunks WHERE tenant_id = $1 AND replay_id = $2 AND seq = $3`;
const INSERT = `INSERT INTO replays (id, tenant_id, site_id, visitor_key, other_visitor_key, started_at, last_chunk_at, entry_path, client_id)
  SELECT $1, s.tenant_id, s.id, $4, $5, $6, $7, $8, $9 FROM sites s
  WHERE s.tenant_id = $2 AND s.id = $3 AND s.deleted_at IS NULL ON CONFLICT (id) DO NOTHING`;
const INSERT_CHUNK = `INSERT INTO replay_chunks (tenant_id, replay_id, seq, storage_key, size_bytes, from_ms, to_ms, events)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`;
// Pieces arrive in any order: the first one decides where the recording began, whenever it comes.
const UPDATE = `UPDATE replays SET chunks = chunks + 1, size_bytes = size_bytes + $3, page_count = page_count + $4,
    duration_ms = greatest(duration_ms, $5), last_chunk_at = greatest(last_chunk_at, $6),
    entry_path = CASE WHEN $7 THEN $8 ELSE entry_path END, stopped_reason = coalesce(stopped_reason, $9)
  WHERE tenant_id = $1 AND id = $2`;

/**
 * Stores a piece: first its file, then its row and the recording's totals in one transaction, so that what is acknowledged
 * is there. Sent again, in any order or twice at once, it changes nothing.
 * @throws the driver's error when the database or the storage is away
 */
export async function storeChunk(pool: Pool, chunk: NewChunk): Promise<Verdict> {
  const before = await verdictBefore(pool, chunk);
  if (before !== null) return before;
  const key = chunkKey(chunk.tenantId, chunk.replayId, chunk.seq, chunk.packed);
  const options = { contentType: "application/json", sizeBytesMax: CHUNK_BYTES_MAX };
  await storage().put(key, chunk.packed, options);
  const verdict = await inTransaction(pool, "BEGIN", (client) => write(client, chunk, key));
  if (verdict !== "stored" && (await storedKey(pool, chunk)) !== key) await storage().delete(key);
  return verdict;
}

/** What can be said without storing anything. */
async function verdictBefore(db: Pool | PoolClient, chunk: NewChunk): Promise<Verdict | null> {
  const { rows } = await db.query<Row>(READ, [chunk.replayId]);
  const row = rows[0];
  if (!row) return null;
  if (row.tenant_id !== chunk.tenantId || row.site_id !== chunk.siteId || row.stopped_reason === DELETED)
    return "over";
  if ((await storedKey(db, chunk)) !== null) return "known";
  const isFull = row.chunks >= CHUNKS_MAX || row.size_bytes + chunk.packed.length > STORED_BYTES_MAX;
  return isFull ? "over" : null;
}

async function storedKey(db: Pool | PoolClient, chunk: NewChunk): Promise<string | null> {
  const params = [chunk.tenantId, chunk.replayId, chunk.seq];
  const { rows } = await db.query<{ storage_key: string }>(READ_CHUNK, params);
  return rows[0]?.storage_key ?? null;
}

async function write(client: PoolClient, chunk: NewChunk, key: string): Promise<Verdict> {
  const { tenantId, siteId, replayId, seq } = chunk;
  const { visitorKey, otherVisitorKey, startedAt, receivedAt, path, clientId } = chunk;
  const keys = [visitorKey, otherVisitorKey];
  await client.query(INSERT, [replayId, tenantId, siteId, ...keys, startedAt, receivedAt, path, clientId]);
  const { rowCount } = await client.query(`${READ} FOR UPDATE`, [replayId]);
  if (rowCount === 0) return "over";
  const verdict = await verdictBefore(client, chunk);
  if (verdict !== null) return verdict;
  const sizeBytes = chunk.packed.length;
  const place = [tenantId, replayId, seq];
  await client.query(INSERT_CHUNK, [...place, key, sizeBytes, chunk.fromMs, chunk.toMs, chunk.events]);
  await client.query(UPDATE, [
    tenantId,
    replayId,
    sizeBytes,
    chunk.pages,
    chunk.toMs,
    receivedAt,
    seq === 0,
    path,
    chunk.reason,
  ]);
  return "stored";
}
