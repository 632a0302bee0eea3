import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { OBJECTS_A_SITE_MAX, type SavedViewList } from "../report-schemas";
import { getSiteOrThrow } from "../sites/internal";
import { savedViewSelect, toSavedViewDto } from "./internal";

/** Saved views of a website by name; everybody of the workspace sees all of them. @throws AppError not_found */
export async function listSavedViews(ctx: Ctx, siteId: string): Promise<SavedViewList> {
  requirePermission(ctx, "reports.read");
  return withTenant(ctx, async (db) => {
    await getSiteOrThrow(db, ctx, siteId);
    const rows = await db.savedView.findMany({
      where: {
        tenantId: ctx.tenantId,
        siteId,
      },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: OBJECTS_A_SITE_MAX,
      select: savedViewSelect,
    });
    return { items: rows.map(toSavedViewDto) };
  });
}
