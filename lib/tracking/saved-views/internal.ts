import type { Prisma, TenantDb } from "@/lib/db";
import { notFound } from "@/lib/errors";
import type { Ctx } from "@/lib/tenancy";
import { type SavedViewDto, ViewQuery } from "../report-schemas";

export const savedViewSelect = {
  id: true,
  siteId: true,
  name: true,
  query: true,
  createdByUserId: true,
  createdAt: true,
} satisfies Prisma.SavedViewSelect;

type SavedViewRow = Prisma.SavedViewGetPayload<{ select: typeof savedViewSelect }>;

export function toSavedViewDto(row: SavedViewRow): SavedViewDto {
  return {
    ...row,
    query: ViewQuery.parse(row.query),
    createdAt: row.createdAt.toISOString(),
  };
}

/** A saved view of a site of the workspace. @throws AppError not_found */
export async function getSavedViewOrThrow(
  db: TenantDb,
  ctx: Ctx,
  siteId: string,
  id: string,
): Promise<SavedViewRow> {
  const row = await db.savedView.findFirst({
    where: { tenantId: ctx.tenantId, siteId, id, site: { deletedAt: null } },
    select: savedViewSelect,
  });
  if (!row) throw notFound("saved view");
  return row;
}
