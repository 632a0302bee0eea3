import { now, nowMs } from "@/lib/clock";
import { systemDb, systemPool } from "@/lib/db";
import { logger } from "@/lib/logger";
import { type Ctx, systemCtx, withTenant } from "@/lib/tenancy";
import { emptyReplay } from "../replay/delete-replays";
import { deleteReplayFiles } from "../replay/files";
import { DELETED, REPLAY_AGE_MAX_MS } from "../replay/limits";
import { VISIT_GAP_MS } from "../time/site-day";

const BATCH = 200;
const JOB = "tracking.sweep-replays";
const CLOCK_SLACK_MS = 5_000;

type Found = { id: string; tenant_id: string };

const EXPIRED = `SELECT r.id, r.tenant_id FROM replays r JOIN sites s ON s.tenant_id = r.tenant_id AND s.id = r.site_id
  WHERE r.started_at < $1::timestamptz - make_interval(days => s.replay_retention_days)
  ORDER BY r.started_at LIMIT $2`;

/**
 * Deletes recordings that are older than their website keeps them, finishes deletions that were interrupted, and forgets the
 * ids of deleted ones once no piece of them can arrive any more.
 * @returns how many went
 */
export async function sweepReplays(): Promise<number> {
  let deleted = await eachFound(EXPIRED, [now(), BATCH], removeReplay);
  deleted += await eachFound(
    "SELECT id, tenant_id FROM replays WHERE stopped_reason = $1 AND chunks > 0 LIMIT $2",
    [DELETED, BATCH],
    (ctx, id) => emptyReplay(ctx, id),
  );
  const before = new Date(nowMs() - 2 * REPLAY_AGE_MAX_MS);
  await systemDb().replay.deleteMany({
    where: { stoppedReason: DELETED, chunks: 0, startedAt: { lt: before }, lastChunkAt: { lt: before } },
  });
  return deleted;
}

async function eachFound(
  sql: string,
  params: unknown[],
  act: (ctx: Ctx, id: string) => Promise<void>,
): Promise<number> {
  const tried = new Set<string>();
  let done = 0;
  for (;;) {
    const { rows } = await systemPool().query<Found>(sql, params);
    const fresh = rows.filter((row) => !tried.has(row.id));
    for (const { id, tenant_id: tenantId } of fresh) {
      tried.add(id);
      try {
        await act(systemCtx(tenantId, JOB), id);
        done += 1;
      } catch (error) {
        // One whose files cannot be removed now must not hold up the others; the next run tries it again.
        logger().error({ err: error, tenantId, replayId: id }, "a recording could not be deleted");
      }
    }
    if (rows.length < BATCH || fresh.length === 0) return done;
  }
}

async function removeReplay(ctx: Ctx, id: string): Promise<void> {
  await deleteReplayFiles(ctx.tenantId, id);
  await withTenant(ctx, (db) => db.replay.deleteMany({ where: { tenantId: ctx.tenantId, id } }));
}

// The visit that was going on while the recording was made, as for requests (visits/resolve-submission-visit.ts).
const LINK = `UPDATE replays r SET visit_id = found.visit_id FROM (
    SELECT w.tenant_id, w.id, (
      SELECT v.id FROM (
        SELECT id FROM visits WHERE site_no = s.no AND visitor_key IN (w.visitor_key, w.other_visitor_key)
        UNION
        SELECT visit_id FROM visit_aliases WHERE site_no = s.no AND visitor_key IN (w.visitor_key, w.other_visitor_key)
      ) k JOIN visits v ON v.tenant_id = w.tenant_id AND v.id = k.id
      WHERE v.merged_into_id IS NULL AND v.page_views + v.events > 0
        AND v.started_at <= w.last_chunk_at + $3 * interval '1 millisecond'
        AND v.last_event_at > w.started_at - $4 * interval '1 millisecond'
      ORDER BY v.last_event_at DESC LIMIT 1) AS visit_id
    FROM replays w JOIN sites s ON s.tenant_id = w.tenant_id AND s.id = w.site_id
    WHERE w.visit_id IS NULL AND w.started_at > $1 AND w.stopped_reason IS DISTINCT FROM '${DELETED}'
    ORDER BY w.started_at DESC LIMIT $2) found
  WHERE r.tenant_id = found.tenant_id AND r.id = found.id AND found.visit_id IS NOT NULL`;

const FOLLOW = `UPDATE replays r SET visit_id = v.merged_into_id FROM visits v
  WHERE v.tenant_id = r.tenant_id AND v.id = r.visit_id AND v.merged_into_id IS NOT NULL AND r.started_at > $1`;

const LINK_BATCH = 1_000;

/** Finds the visits of recordings that have none yet, and follows visits that were joined to earlier ones. */
export async function linkReplays(): Promise<number> {
  const since = new Date(nowMs() - 3 * REPLAY_AGE_MAX_MS);
  const { rowCount } = await systemPool().query(LINK, [since, LINK_BATCH, CLOCK_SLACK_MS, VISIT_GAP_MS]);
  await systemPool().query(FOLLOW, [since]);
  return rowCount ?? 0;
}
