import type { Prisma, TenantDb } from "@/lib/db";
import { notFound } from "@/lib/errors";
import type { Ctx } from "@/lib/tenancy";
import { type GoalDto, StepKind } from "../report-schemas";

export const goalSelect = {
  id: true,
  siteId: true,
  name: true,
  kind: true,
  pattern: true,
  valueCents: true,
  currency: true,
  valueProperty: true,
  createdAt: true,
  archivedAt: true,
} satisfies Prisma.GoalSelect;

export type GoalRow = Prisma.GoalGetPayload<{ select: typeof goalSelect }>;

export function toGoalDto(row: GoalRow): GoalDto {
  return {
    ...row,
    kind: StepKind.parse(row.kind),
    valueCents: row.valueCents === null ? null : Number(row.valueCents),
    createdAt: row.createdAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
  };
}

/** A goal of a site of the workspace. @throws AppError not_found */
export async function getGoalOrThrow(db: TenantDb, ctx: Ctx, siteId: string, id: string): Promise<GoalRow> {
  const row = await db.goal.findFirst({
    where: { tenantId: ctx.tenantId, siteId, id, site: { deletedAt: null } },
    select: goalSelect,
  });
  if (!row) throw notFound("goal");
  return row;
}
