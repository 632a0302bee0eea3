import { Prisma, type TenantDb } from "@/lib/db";
import { notFound } from "@/lib/errors";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { readReplays, type ReplayRow, toReplayItem } from "./read-replays";
import type { ReplayDetail, ReplayMark } from "./schemas";

/** The visit's clock is the collector's in whole seconds; what is this near to the recording's ends belongs to it. */
const MARGIN_MS = 2_000;

/** One recording with the list of its pieces and what its visitor did. @throws AppError forbidden | not_found */
export async function getReplay(ctx: Ctx, replayId: string): Promise<ReplayDetail> {
  requirePermission(ctx, "replays.read");
  return withTenant(ctx, async (db) => {
    const [row] = await readReplays(db, ctx, [Prisma.sql`r.id = ${replayId}::uuid`], 1);
    if (!row) throw notFound("recording");
    const chunks = await db.replayChunk.findMany({
      where: { tenantId: ctx.tenantId, replayId },
      orderBy: { seq: "asc" },
      select: { seq: true, fromMs: true, toMs: true, sizeBytes: true },
    });
    return {
      ...toReplayItem(row),
      siteDomain: row.site_domain,
      chunks,
      marks: await marksOf(db, ctx, row),
    };
  });
}

/** steps holds pairs of second and code; a code is twice the text's id, plus one for a custom event. */
async function marksOf(db: TenantDb, ctx: Ctx, row: ReplayRow): Promise<ReplayMark[]> {
  const steps = row.steps ?? [];
  const all = Array.from({ length: Math.floor(steps.length / 2) }, (_, index) => ({
    atMs: (steps[2 * index] ?? 0) * 1_000 - row.started_at.getTime(),
    code: steps[2 * index + 1] ?? 0,
  }));
  // The page on which the recorder began was viewed a moment before it was there.
  const first = all.findLastIndex(({ atMs, code }) => atMs < 0 && code % 2 === 0);
  const pairs = all.filter(
    ({ atMs }, index) => index === first || (atMs >= -MARGIN_MS && atMs <= row.duration_ms + MARGIN_MS),
  );
  const ids = [...new Set(pairs.map(({ code }) => Math.floor(code / 2)))];
  const values = await db.trackingValue.findMany({
    where: { tenantId: ctx.tenantId, siteNo: row.site_no, id: { in: ids } },
    select: { id: true, value: true },
  });
  const labels = new Map(values.map(({ id, value }) => [id, value]));
  return pairs.flatMap(({ atMs, code }) => {
    const label = labels.get(Math.floor(code / 2));
    if (label === undefined) return [];
    const inside = Math.min(Math.max(Math.round(atMs), 0), row.duration_ms);
    return [{ atMs: inside, kind: code % 2 === 0 ? ("page" as const) : ("event" as const), label }];
  });
}
