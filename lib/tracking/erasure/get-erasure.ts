import { notFound } from "@/lib/errors";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { erasureSelect, toErasureDto } from "./internal";
import type { ErasureDto } from "./schemas";

/** One erasure with its receipt. @throws AppError forbidden | not_found */
export async function getErasure(ctx: Ctx, siteId: string, erasureId: string): Promise<ErasureDto> {
  requirePermission(ctx, "erasures.read");
  return withTenant(ctx, async (db) => {
    const row = await db.erasure.findFirst({
      where: { tenantId: ctx.tenantId, siteId, id: erasureId, site: { deletedAt: null } },
      select: erasureSelect,
    });
    if (!row) throw notFound("erasure");
    return toErasureDto(row);
  });
}
