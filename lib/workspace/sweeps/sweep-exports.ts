import { now, nowMs } from "@/lib/clock";
import { systemDb } from "@/lib/db";
import { emitEvent } from "@/lib/outbox";
import { storage } from "@/lib/storage";
import { systemCtx, withTenant } from "@/lib/tenancy";
import { UNFINISHED } from "../exports/internal";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const GIVE_UP_MS = 6 * HOUR_MS;
/** A queued export normally begins within seconds; the claim of a running one is renewed every few. */
const ABANDONED_MS = 2 * 60_000;
const ROW_KEPT_DAYS = 90;
const BATCH = 100;
const JOB = "workspace.sweep-exports";

/**
 * Starts exports again whose run died, gives those up that do not come to an end, deletes files whose week is over and, much
 * later, their lines in the list.
 */
export async function sweepExports(): Promise<void> {
  await giveUpOld();
  await startAbandoned();
  await deleteExpired();
  await systemDb().workspaceExport.deleteMany({
    where: { createdAt: { lt: new Date(nowMs() - ROW_KEPT_DAYS * DAY_MS) }, storageKey: null },
  });
}

async function giveUpOld(): Promise<void> {
  await systemDb().workspaceExport.updateMany({
    where: { status: { in: UNFINISHED }, createdAt: { lt: new Date(nowMs() - GIVE_UP_MS) } },
    data: {
      status: "failed",
      claimedUntil: null,
      lastError: "The export did not come to an end within six hours. Start it again.",
    },
  });
}

async function startAbandoned(): Promise<void> {
  const before = new Date(nowMs() - ABANDONED_MS);
  const rows = await systemDb().workspaceExport.findMany({
    where: {
      OR: [
        { status: "queued", createdAt: { lt: before } },
        { status: "running", claimedUntil: { lt: now() } },
      ],
    },
    take: BATCH,
    select: { id: true, tenantId: true },
  });
  for (const { id, tenantId } of rows) {
    const ctx = systemCtx(tenantId, JOB);
    await withTenant(ctx, (db) => emitEvent(db, ctx, { type: "workspace.export-requested", exportId: id }));
  }
}

async function deleteExpired(): Promise<void> {
  const rows = await systemDb().workspaceExport.findMany({
    where: { storageKey: { not: null }, expiresAt: { lte: now() } },
    take: BATCH,
    select: { id: true, tenantId: true, storageKey: true },
  });
  for (const { id, tenantId, storageKey } of rows) {
    // The file first: a row without its file is harmless, a file without its row would stay for ever.
    if (storageKey) await storage().delete(storageKey);
    await systemDb().workspaceExport.updateMany({ where: { tenantId, id }, data: { storageKey: null } });
  }
}
