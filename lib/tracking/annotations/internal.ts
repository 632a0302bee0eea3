import type { Prisma, TenantDb } from "@/lib/db";
import { notFound } from "@/lib/errors";
import type { Ctx } from "@/lib/tenancy";
import type { AnnotationDto } from "../report-schemas";

export const annotationSelect = {
  id: true,
  siteId: true,
  day: true,
  text: true,
  createdByUserId: true,
  createdAt: true,
} satisfies Prisma.AnnotationSelect;

type AnnotationRow = Prisma.AnnotationGetPayload<{ select: typeof annotationSelect }>;

export function toAnnotationDto(row: AnnotationRow): AnnotationDto {
  return {
    ...row,
    day: row.day.toISOString().slice(0, 10),
    createdAt: row.createdAt.toISOString(),
  };
}

/** An annotation of a site of the workspace. @throws AppError not_found */
export async function getAnnotationOrThrow(
  db: TenantDb,
  ctx: Ctx,
  siteId: string,
  id: string,
): Promise<AnnotationRow> {
  const row = await db.annotation.findFirst({
    where: { tenantId: ctx.tenantId, siteId, id, site: { deletedAt: null } },
    select: annotationSelect,
  });
  if (!row) throw notFound("annotation");
  return row;
}
