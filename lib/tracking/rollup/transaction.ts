import type { PoolClient } from "pg";
import { inTransaction, systemPool } from "@/lib/db";

// 1. Every statement here looks up by an index; the statistics of tables that grow fast would say otherwise for a while.
// 2. The commit waits for no disk: cursor and totals are written together, so what a crash of the machine takes away is counted
//    again from the log, which is safe by then.
const BEGIN = `BEGIN; SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off;
  SET LOCAL synchronous_commit = off; SET LOCAL jit = off`;
const SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL jit = off";

/** Runs `work` in a transaction of app_system with the rollup's settings. @throws what it throws, with nothing written */
export function inRollupTransaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  return inTransaction(systemPool(), BEGIN, work);
}

/** Runs `work` on one unchanging view of the database; it may only read. */
export function onSnapshot<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  return inTransaction(systemPool(), SNAPSHOT, work);
}
