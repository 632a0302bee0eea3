import type { Prisma } from "@/lib/db";
import { type DigestDto, DigestFrequency } from "./schemas";

export const digestSelect = {
  id: true,
  siteId: true,
  frequency: true,
  recipients: true,
  isActive: true,
  nextSendAt: true,
  lastSentAt: true,
  createdAt: true,
} satisfies Prisma.ReportDigestSelect;

export type DigestRow = Prisma.ReportDigestGetPayload<{ select: typeof digestSelect }>;

export const toDigestDto = (row: DigestRow): DigestDto => ({
  ...row,
  frequency: DigestFrequency.parse(row.frequency),
  nextSendAt: row.nextSendAt.toISOString(),
  lastSentAt: row.lastSentAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});
