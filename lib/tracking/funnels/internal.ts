import { z } from "zod";
import type { Prisma, TenantDb } from "@/lib/db";
import { notFound } from "@/lib/errors";
import type { Ctx } from "@/lib/tenancy";
import { type FunnelDto, FunnelStep } from "../report-schemas";

export const funnelSelect = {
  id: true,
  siteId: true,
  name: true,
  steps: true,
  windowMinutes: true,
  createdAt: true,
} satisfies Prisma.FunnelSelect;

type FunnelRow = Prisma.FunnelGetPayload<{ select: typeof funnelSelect }>;

export function toFunnelDto(row: FunnelRow): FunnelDto {
  return {
    ...row,
    steps: z.array(FunnelStep).parse(row.steps),
    createdAt: row.createdAt.toISOString(),
  };
}

/** A funnel of a site of the workspace. @throws AppError not_found */
export async function getFunnelOrThrow(
  db: TenantDb,
  ctx: Ctx,
  siteId: string,
  id: string,
): Promise<FunnelRow> {
  const row = await db.funnel.findFirst({
    where: { tenantId: ctx.tenantId, siteId, id, site: { deletedAt: null } },
    select: funnelSelect,
  });
  if (!row) throw notFound("funnel");
  return row;
}
