import { emitAudit } from "@/lib/audit";
import { now, nowMs } from "@/lib/clock";
import { emailEnabled, EMAIL_OFF } from "@/lib/email";
import { conflict } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { getSiteFacts } from "../sites/internal";
import { digestSelect, toDigestDto } from "./internal";
import { CreateDigestInput, type DigestDto, DIGESTS_A_SITE_MAX } from "./schemas";
import { nextSendMs } from "./times";

/**
 * Sends a website's numbers to some addresses from now on.
 * @throws AppError forbidden | not_found | conflict (too many, e-mail is off), ZodError
 */
export async function createDigest(ctx: Ctx, siteId: string, input: CreateDigestInput): Promise<DigestDto> {
  requirePermission(ctx, "digests.write");
  const { frequency, recipients } = CreateDigestInput.parse(input);
  if (!emailEnabled()) throw conflict(EMAIL_OFF);
  return withTenant(ctx, async (db) => {
    const site = await getSiteFacts(db, ctx, siteId);
    if ((await db.reportDigest.count({ where: { tenantId: ctx.tenantId, siteId } })) >= DIGESTS_A_SITE_MAX)
      throw conflict(`A website can have ${DIGESTS_A_SITE_MAX} digests; change or delete one.`);
    const row = await db.reportDigest.create({
      data: {
        id: newId(),
        tenantId: ctx.tenantId,
        siteId,
        frequency,
        recipients,
        nextSendAt: new Date(nextSendMs(frequency, site.timeZone, nowMs())),
        createdByUserId: ctx.actor.type === "user" ? ctx.actor.userId : null,
        createdAt: now(),
      },
      select: digestSelect,
    });
    const after = toDigestDto(row);
    await emitAudit(db, ctx, { action: "digest.create", entityType: "digest", entityId: row.id, after });
    return after;
  });
}
