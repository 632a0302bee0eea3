import { now } from "@/lib/clock";
import { systemPool } from "@/lib/db";
import { env } from "@/lib/env";

export interface OutboxRow {
  id: string;
  tenantId: string | null;
  type: string;
  payload: Record<string, unknown>;
}

const BATCH_MAX = 200;
const RETRY_DELAY_MS = 2_000;
const KEEP_DISPATCHED_MS = 7 * 24 * 3_600_000;

const CLAIM_SQL = `
  UPDATE outbox SET claimed_until = $2, attempts = attempts + 1
  WHERE id IN (
    SELECT id FROM outbox WHERE dispatched_at IS NULL AND (claimed_until IS NULL OR claimed_until < $1)
    ORDER BY id LIMIT ${BATCH_MAX} FOR UPDATE SKIP LOCKED)
  RETURNING id, tenant_id AS "tenantId", type, payload`;

/**
 * Hands waiting events to dispatch, oldest first, and marks them as dispatched. A lease (OUTBOX_LEASE_MS) instead of a lock:
 * the queue is a network call and must not happen inside a transaction. A process that dies in between leaves its events
 * to the next one, hence dispatch must be harmless when it runs twice (job ids are made from the event's id).
 * @returns how many events were dispatched
 * @throws when the database is away; the failing events stay and are tried again
 */
export async function relayOnce(dispatch: (row: OutboxRow) => Promise<void>): Promise<number> {
  const claimedAt = now();
  const leaseEnd = new Date(claimedAt.getTime() + env().OUTBOX_LEASE_MS);
  const { rows } = await systemPool().query<OutboxRow>(CLAIM_SQL, [claimedAt, leaseEnd]);
  rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  const done: string[] = [];
  for (const row of rows) {
    const fault = await dispatch(row).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (fault === undefined) done.push(row.id);
    else await postpone(row.id, fault);
  }
  if (done.length > 0)
    await systemPool().query("UPDATE outbox SET dispatched_at = $2, last_error = NULL WHERE id = ANY($1)", [
      done,
      now(),
    ]);
  return done.length;
}

async function postpone(id: string, fault: string): Promise<void> {
  const retryAt = new Date(now().getTime() + RETRY_DELAY_MS);
  await systemPool().query("UPDATE outbox SET claimed_until = $2, last_error = $3 WHERE id = $1", [
    id,
    retryAt,
    fault.slice(0, 500),
  ]);
}

/** Removes events dispatched more than a week ago. @returns how many went */
export async function sweepDispatched(): Promise<number> {
  const before = new Date(now().getTime() - KEEP_DISPATCHED_MS);
  const { rowCount } = await systemPool().query("DELETE FROM outbox WHERE dispatched_at < $1", [before]);
  return rowCount ?? 0;
}
