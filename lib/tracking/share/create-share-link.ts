import { emitAudit } from "@/lib/audit";
import { now } from "@/lib/clock";
import { conflict, invalid } from "@/lib/errors";
import { hashKey, newId, newKey } from "@/lib/ids";
import { hashPassword } from "@/lib/passwords";
import { seal } from "@/lib/secrets";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { getSiteFacts } from "../sites/internal";
import { shareLinkSelect, TOKEN_PURPOSE, toShareLinkDto } from "./internal";
import { CreateShareLinkInput, SHARE_LINKS_A_SITE_MAX, type ShareLinkDto } from "./schemas";

const TOKEN_BYTES = 32;

/**
 * Makes a link that shows one website's reports to whoever has it.
 * @throws AppError forbidden | not_found | conflict (too many) | validation_failed (an end in the past), ZodError
 */
export async function createShareLink(
  ctx: Ctx,
  siteId: string,
  input: CreateShareLinkInput,
): Promise<ShareLinkDto> {
  requirePermission(ctx, "sharing.write");
  const { name, password, expiresAt } = CreateShareLinkInput.parse(input);
  const end = expiresAt === undefined ? null : new Date(expiresAt);
  if (end && end <= now()) throw invalid([{ name: "expiresAt", reason: "The end lies in the past." }]);
  const passwordHash = password === undefined ? null : await hashPassword(password);
  const token = newKey(TOKEN_BYTES);
  return withTenant(ctx, async (db) => {
    await getSiteFacts(db, ctx, siteId);
    const live = await db.shareLink.count({ where: { tenantId: ctx.tenantId, siteId, revokedAt: null } });
    if (live >= SHARE_LINKS_A_SITE_MAX)
      throw conflict(`A website can have ${SHARE_LINKS_A_SITE_MAX} links; revoke one that nobody uses.`);
    const row = await db.shareLink.create({
      data: {
        id: newId(),
        tenantId: ctx.tenantId,
        siteId,
        name,
        tokenHash: hashKey(token),
        tokenSealed: seal(token, TOKEN_PURPOSE),
        passwordHash,
        expiresAt: end,
        createdByUserId: ctx.actor.type === "user" ? ctx.actor.userId : null,
        createdAt: now(),
      },
      select: shareLinkSelect,
    });
    const link = toShareLinkDto(row);
    await emitAudit(db, ctx, {
      action: "share_link.create",
      entityType: "share_link",
      entityId: link.id,
      after: { name, siteId, hasPassword: link.hasPassword, expiresAt: link.expiresAt },
    });
    return link;
  });
}
