import { emitAudit } from "@/lib/audit";
import { nowMs } from "@/lib/clock";
import { notFound } from "@/lib/errors";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { getSiteFacts } from "../sites/internal";
import { digestSelect, toDigestDto } from "./internal";
import { type DigestDto, UpdateDigestInput } from "./schemas";
import { nextSendMs } from "./times";

/** Changes a digest; what it is sent next counts from now. @throws AppError forbidden | not_found, ZodError */
export async function updateDigest(
  ctx: Ctx,
  siteId: string,
  digestId: string,
  input: UpdateDigestInput,
): Promise<DigestDto> {
  requirePermission(ctx, "digests.write");
  const change = UpdateDigestInput.parse(input);
  return withTenant(ctx, async (db) => {
    const site = await getSiteFacts(db, ctx, siteId);
    const row = await db.reportDigest.findFirst({
      where: { tenantId: ctx.tenantId, siteId, id: digestId },
      select: digestSelect,
    });
    if (!row) throw notFound("digest");
    const before = toDigestDto(row);
    const frequency = change.frequency ?? before.frequency;
    const changed = await db.reportDigest.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id: digestId } },
      data: { ...change, nextSendAt: new Date(nextSendMs(frequency, site.timeZone, nowMs())) },
      select: digestSelect,
    });
    const after = toDigestDto(changed);
    await emitAudit(db, ctx, {
      action: "digest.update",
      entityType: "digest",
      entityId: digestId,
      before,
      after,
    });
    return after;
  });
}
