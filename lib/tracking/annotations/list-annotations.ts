import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { ListAnnotationsQuery, OBJECTS_A_SITE_MAX, type AnnotationList } from "../report-schemas";
import { getSiteOrThrow } from "../sites/internal";
import { annotationSelect, toAnnotationDto } from "./internal";

/** Notes at days, the newest first. @throws AppError not_found */
export async function listAnnotations(
  ctx: Ctx,
  siteId: string,
  query: ListAnnotationsQuery = {},
): Promise<AnnotationList> {
  requirePermission(ctx, "reports.read");
  const { from, to } = ListAnnotationsQuery.parse(query);
  return withTenant(ctx, async (db) => {
    await getSiteOrThrow(db, ctx, siteId);
    const rows = await db.annotation.findMany({
      where: {
        tenantId: ctx.tenantId,
        siteId,
        day: { ...(from ? { gte: new Date(from) } : {}), ...(to ? { lte: new Date(to) } : {}) },
      },
      orderBy: [{ day: "desc" }, { id: "desc" }],
      take: OBJECTS_A_SITE_MAX,
      select: annotationSelect,
    });
    return { items: rows.map(toAnnotationDto) };
  });
}
