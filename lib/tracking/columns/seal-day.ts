import { setTimeout as pause } from "node:timers/promises";
import { now } from "@/lib/clock";
import { type Ctx } from "@/lib/tenancy";
import { ReportDimension } from "../report-schemas";
import { encodeColumn } from "./column";
import { readSumColumns } from "./day-sums";
import { buildDay } from "./read-blocks";
import { type ReportDb, writeAsTenant } from "./report-db";
import { SEALING } from "./sealed-days";
import type { ReportSite } from "./visit-rows";

const SEAL_TIMEOUT_MS = 60_000;
const WAIT_MAX_MS = 10_000;
const WAIT_STEP_MS = 50;

const ANNOUNCE = `INSERT INTO visit_columns_days (tenant_id, site_no, day, sealed_at) VALUES ($1, $2, $3, '${SEALING}')
  ON CONFLICT (tenant_id, site_no, day) DO UPDATE SET sealed_at = EXCLUDED.sealed_at, is_dirty = false`;
const NEXT_TX = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS next";
const ALL_BEFORE_ENDED = "SELECT pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 AS ended";
const FORGET = "DELETE FROM visit_columns WHERE tenant_id = $1 AND site_no = $2 AND day = $3";
const STORE = `INSERT INTO visit_columns (tenant_id, site_no, day, name, data)
  SELECT $1, $2, $3, c.name, c.data FROM unnest($4::text[], $5::bytea[]) AS c(name, data)`;
const SEALED = `UPDATE visit_columns_days SET sealed_at = $4, visits = $5
  WHERE tenant_id = $1 AND site_no = $2 AND day = $3 AND NOT is_dirty RETURNING day`;

/**
 * Writes a day's visits as columns. The rollup marks a day when it changes one of its visits; so that no change falls
 * between, the day is first announced as being sealed and unmarked, then everything that was being written at that moment
 * is awaited, and only then are the visits read. A change after that marks the day again.
 * @returns false when the day was changed meanwhile, or somebody holds a transaction open for long: the next run tries again
 */
export async function sealDay(ctx: Ctx, site: ReportSite, day: string): Promise<boolean> {
  const place = [ctx.tenantId, site.no, day];
  await writeAsTenant(ctx, SEAL_TIMEOUT_MS, (db) => db.query(ANNOUNCE, place));
  if (!(await othersEnded(ctx))) return false;
  try {
    return await writeAsTenant(ctx, SEAL_TIMEOUT_MS, (db) => writeColumns(db, site, day));
  } catch (error) {
    if (isSerializationFailure(error)) return false;
    throw error;
  }
}

async function othersEnded(ctx: Ctx): Promise<boolean> {
  const [row] = await writeAsTenant(ctx, SEAL_TIMEOUT_MS, (db) => db.query<{ next: string }>(NEXT_TX));
  for (let waitedMs = 0; waitedMs < WAIT_MAX_MS; waitedMs += WAIT_STEP_MS) {
    const [state] = await writeAsTenant(ctx, SEAL_TIMEOUT_MS, (db) =>
      db.query<{ ended: boolean }>(ALL_BEFORE_ENDED, [row?.next]),
    );
    if (state?.ended) return true;
    await pause(WAIT_STEP_MS);
  }
  return false;
}

async function writeColumns(db: ReportDb, site: ReportSite, day: string): Promise<boolean> {
  const place = [db.tenantId, site.no, day];
  const { columns, rows } = await buildDay(db, site, day, true);
  if (rows.length === 0) columns.clear();
  for (const [name, column] of await readSumColumns(db, site, day, ReportDimension.options))
    columns.set(name, column);
  await db.query(FORGET, place);
  if (columns.size > 0)
    await db.query(STORE, [...place, [...columns.keys()], [...columns.values()].map(encodeColumn)]);
  const sealed = await db.query(SEALED, [...place, now(), rows.length]);
  return sealed.length > 0;
}

const isSerializationFailure = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "40001";
