import { now, nowMs } from "@/lib/clock";
import { systemPool } from "@/lib/db";
import { env } from "@/lib/env";
import { newId } from "@/lib/ids";
import type { LogPosition } from "@/lib/tracking";

/** A connection whose forwarding this run holds. */
export type Leased = {
  tenantId: string;
  lease: string;
  host: string;
  /** Sealed. */
  projectKey: string;
  position: LogPosition;
  failures: number;
};

type Row = Omit<Leased, "position"> & { tx: string; event: string };

// Whoever waits longest goes first; a row that another run is just taking is passed over.
const TAKE = `UPDATE posthog_connections SET lease = $1, leased_until = $3 WHERE tenant_id = (
    SELECT tenant_id FROM posthog_connections
    WHERE forwards_events AND paused_at IS NULL AND (retry_at IS NULL OR retry_at <= $2)
      AND (leased_until IS NULL OR leased_until <= $2)
    ORDER BY retry_at NULLS FIRST, tenant_id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING tenant_id AS "tenantId", lease, host, project_key AS "projectKey", failures, cursor_tx::text AS tx, cursor_event AS event`;

/**
 * Takes the connection that has waited longest; null when none is due. Nobody else gets it until it is given back or
 * POSTHOG_LEASE_MS are over, and no row stays locked while PostHog is called.
 */
export async function takeConnection(): Promise<Leased | null> {
  const until = new Date(nowMs() + env().POSTHOG_LEASE_MS);
  const { rows } = await systemPool().query<Row>(TAKE, [newId(), now(), until]);
  const [row] = rows;
  if (!row) return null;
  const { tx, event, ...rest } = row;
  return { ...rest, position: { tx, event } };
}

/** What a slice has brought. */
export type SliceOutcome = {
  position: LogPosition;
  forwarded: number;
  refused: number;
  /** A sentence about refused events; null keeps what stands there. */
  note: string | null;
  newestEventAt: Date | null;
  nextAt: Date;
};

const ADVANCE = `UPDATE posthog_connections SET cursor_tx = $3, cursor_event = $4, forwarded_count = forwarded_count + $5,
    refused_count = refused_count + $6, last_event_at = GREATEST(last_event_at, $7), retry_at = $8,
    last_forwarded_at = CASE WHEN $5::bigint > 0 THEN $9::timestamptz ELSE last_forwarded_at END,
    last_error = coalesce($10, last_error), last_error_at = CASE WHEN $10::text IS NULL THEN last_error_at ELSE $9 END,
    failures = 0, quota_limited_at = NULL, lease = NULL, leased_until = NULL
  WHERE tenant_id = $1 AND lease = $2`;

/** Moves the cursor and gives the connection back. @returns whether this run still held it; if not, nothing has changed */
export async function advance({ tenantId, lease }: Leased, outcome: SliceOutcome): Promise<boolean> {
  const { position, forwarded, refused, newestEventAt, nextAt, note } = outcome;
  const values = [
    tenantId,
    lease,
    position.tx,
    position.event,
    forwarded,
    refused,
    newestEventAt,
    nextAt,
    now(),
    note,
  ];
  return (await systemPool().query(ADVANCE, values)).rowCount === 1;
}

export type Setback = {
  message: string;
  nextAt: Date;
  isPause: boolean;
  isQuota: boolean;
};

const FAIL = `UPDATE posthog_connections SET failures = failures + 1, last_error = $3, last_error_at = $4, retry_at = $5,
    paused_at = CASE WHEN $6 THEN $4::timestamptz ELSE paused_at END,
    quota_limited_at = CASE WHEN $7 THEN coalesce(quota_limited_at, $4) ELSE NULL END,
    lease = NULL, leased_until = NULL
  WHERE tenant_id = $1 AND lease = $2`;

/** Notes a failure and gives the connection back; the cursor stays. @returns whether this run still held it */
export async function setBack({ tenantId, lease }: Leased, setback: Setback): Promise<boolean> {
  const { message, nextAt, isPause, isQuota } = setback;
  const values = [tenantId, lease, message, now(), nextAt, isPause, isQuota];
  return (await systemPool().query(FAIL, values)).rowCount === 1;
}
