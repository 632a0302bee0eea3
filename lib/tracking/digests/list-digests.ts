import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { getSiteFacts } from "../sites/internal";
import { digestSelect, toDigestDto } from "./internal";
import { type DigestList, DIGESTS_A_SITE_MAX } from "./schemas";

/** Digests of a website, oldest first. @throws AppError forbidden | not_found */
export async function listDigests(ctx: Ctx, siteId: string): Promise<DigestList> {
  requirePermission(ctx, "digests.read");
  return withTenant(ctx, async (db) => {
    await getSiteFacts(db, ctx, siteId);
    const rows = await db.reportDigest.findMany({
      where: { tenantId: ctx.tenantId, siteId },
      orderBy: { id: "asc" },
      take: DIGESTS_A_SITE_MAX,
      select: digestSelect,
    });
    return { items: rows.map(toDigestDto) };
  });
}
