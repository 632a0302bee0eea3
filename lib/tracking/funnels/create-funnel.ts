import { emitAudit } from "@/lib/audit";

import { newId } from "@/lib/ids";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { CreateFunnelInput, type FunnelDto } from "../report-schemas";
import { requireRoom } from "../report-objects";
import { getSiteOrThrow } from "../sites/internal";
import { funnelSelect, toFunnelDto } from "./internal";

/** Adds a funnel to a website. @throws AppError not_found | conflict (too many), ZodError */
export async function createFunnel(ctx: Ctx, siteId: string, input: CreateFunnelInput): Promise<FunnelDto> {
  requirePermission(ctx, "analytics.write");
  const data = CreateFunnelInput.parse(input);
  return withTenant(ctx, async (db) => {
    await getSiteOrThrow(db, ctx, siteId);
    requireRoom(await db.funnel.count({ where: { tenantId: ctx.tenantId, siteId } }), "funnels");
    const row = await db.funnel.create({
      data: {
        id: newId(),
        tenantId: ctx.tenantId,
        siteId,
        ...data,
      },
      select: funnelSelect,
    });
    const made = toFunnelDto(row);
    await emitAudit(db, ctx, {
      action: "funnel.create",
      entityType: "funnel",
      entityId: made.id,
      after: made,
    });
    return made;
  });
}
