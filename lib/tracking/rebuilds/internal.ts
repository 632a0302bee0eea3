import type { Prisma } from "@/lib/db";
import { type RebuildDto, RebuildStatus } from "./schemas";

export const rebuildSelect = {
  id: true,
  siteId: true,
  day: true,
  status: true,
  visitsDone: true,
  createdAt: true,
  doneAt: true,
  lastError: true,
} satisfies Prisma.SiteRebuildSelect;

type Row = Prisma.SiteRebuildGetPayload<{ select: typeof rebuildSelect }>;

export const toRebuildDto = (row: Row): RebuildDto => ({
  ...row,
  day: row.day.toISOString().slice(0, 10),
  status: RebuildStatus.parse(row.status),
  createdAt: row.createdAt.toISOString(),
  doneAt: row.doneAt?.toISOString() ?? null,
});
