import type { Readable } from "node:stream";
import { now } from "@/lib/clock";
import { notFound } from "@/lib/errors";
import { storage } from "@/lib/storage";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { DELETED } from "./limits";

/** A stored piece: gzip of a JSON array of rrweb's events. The stream must be read or cancelled. */
export type ChunkFile = { stream: ReadableStream<Uint8Array>; sizeBytes: number };

/**
 * Opens one piece of a recording for playing; from then on the recording counts as viewed.
 * @throws AppError forbidden | not_found
 */
export async function readChunkFile(ctx: Ctx, replayId: string, seq: number): Promise<ChunkFile> {
  requirePermission(ctx, "replays.read");
  const key = await withTenant(ctx, async (db) => {
    const chunk = await db.replayChunk.findFirst({
      where: {
        tenantId: ctx.tenantId,
        replayId,
        seq,
        replay: { OR: [{ stoppedReason: null }, { stoppedReason: { not: DELETED } }] },
      },
      select: { storageKey: true },
    });
    if (!chunk) return null;
    await db.replay.updateMany({
      where: { tenantId: ctx.tenantId, id: replayId, viewedAt: null },
      data: { viewedAt: now() },
    });
    return chunk.storageKey;
  });
  const opened = key === null ? null : await storage().get(key);
  if (!opened) throw notFound("piece of this recording");
  return { stream: toWeb(opened.stream), sizeBytes: opened.file.sizeBytes };
}

/** A web stream that closes the file when the reader goes away. */
function toWeb(stream: Readable): ReadableStream<Uint8Array> {
  const parts = stream[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next: IteratorResult<unknown> = await parts.next();
      if (next.done) controller.close();
      else if (next.value instanceof Uint8Array) controller.enqueue(next.value);
    },
    cancel: () => void stream.destroy(),
  });
}
