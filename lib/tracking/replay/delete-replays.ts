import { emitAudit } from "@/lib/audit";
import { notFound } from "@/lib/errors";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { deleteReplayFiles } from "./files";
import { DELETED } from "./limits";

const BATCH = 50;

/** What stays of a deleted recording for a day, so that pieces under way do not bring it back: its id. */
const EMPTIED = {
  stoppedReason: DELETED,
  visitorKey: 0n,
  otherVisitorKey: null,
  visitId: null,
  entryPath: "",
  clientId: 0,
  durationMs: 0,
  pageCount: 0,
};

/** Deletes a recording with its files, for good. @throws AppError forbidden | not_found */
export async function deleteReplay(ctx: Ctx, replayId: string): Promise<void> {
  requirePermission(ctx, "replays.delete");
  await withTenant(ctx, async (db) => {
    const row = await db.replay.findFirst({
      where: { tenantId: ctx.tenantId, id: replayId },
      select: { siteId: true, startedAt: true, durationMs: true, stoppedReason: true },
    });
    if (!row || row.stoppedReason === DELETED) throw notFound("recording");
    const { stoppedReason: _stopped, ...before } = row;
    await db.replay.updateMany({ where: { tenantId: ctx.tenantId, id: replayId }, data: EMPTIED });
    await emitAudit(db, ctx, { action: "replay.delete", entityType: "replay", entityId: replayId, before });
  });
  await emptyReplay(ctx, replayId);
}

/**
 * Removes files and pieces of a recording that is marked as deleted; may be interrupted and run again. Files go first: a row
 * without its file is harmless, a file without its row would stay.
 */
export async function emptyReplay(ctx: Ctx, replayId: string): Promise<void> {
  const { tenantId } = ctx;
  await deleteReplayFiles(tenantId, replayId);
  await withTenant(ctx, async (db) => {
    await db.replayChunk.deleteMany({ where: { tenantId, replayId } });
    await db.replay.updateMany({ where: { tenantId, id: replayId }, data: { chunks: 0, sizeBytes: 0 } });
  });
}

/**
 * Deletes all recordings of a website with their files, in batches; for a website that is being deleted. May be interrupted
 * and run again.
 * @returns how many went
 */
export async function deleteReplaysOfSite(ctx: Ctx, siteId: string): Promise<number> {
  const { tenantId } = ctx;
  for (let deleted = 0; ;) {
    const rows = await withTenant(ctx, (db) =>
      db.replay.findMany({ where: { tenantId, siteId }, take: BATCH, select: { id: true } }),
    );
    for (const { id } of rows) await deleteReplayFiles(tenantId, id);
    const ids = rows.map(({ id }) => id);
    await withTenant(ctx, (db) => db.replay.deleteMany({ where: { tenantId, id: { in: ids } } }));
    deleted += rows.length;
    if (rows.length < BATCH) return deleted;
  }
}

/**
 * Deletes the recordings of one visitor with their files: those under any of the keys, and those of the visits. What is still
 * on its way is refused from then on. May be interrupted and run again.
 * @returns how many went
 */
export async function deleteReplaysOfVisitor(
  ctx: Ctx,
  {
    siteId,
    visitorKeys,
    visitIds = [],
  }: { siteId: string; visitorKeys: readonly bigint[]; visitIds?: readonly string[] },
): Promise<number> {
  const { tenantId } = ctx;
  const keys = [...visitorKeys];
  for (let deleted = 0; ;) {
    const rows = await withTenant(ctx, (db) =>
      db.replay.findMany({
        where: {
          tenantId,
          siteId,
          AND: { OR: [{ stoppedReason: null }, { stoppedReason: { not: DELETED } }] },
          OR: [
            { visitorKey: { in: keys } },
            { otherVisitorKey: { in: keys } },
            { visitId: { in: [...visitIds] } },
          ],
        },
        take: BATCH,
        select: { id: true },
      }),
    );
    for (const { id } of rows) {
      await withTenant(ctx, (db) => db.replay.updateMany({ where: { tenantId, id }, data: EMPTIED }));
      await emptyReplay(ctx, id);
    }
    deleted += rows.length;
    if (rows.length < BATCH) return deleted;
  }
}
