import { z } from "zod";
import type { Prisma } from "@/lib/db";
import { ErasureDto, ErasureReceipt } from "./schemas";

/** Where sealed tasks belong; the same in lib/secrets/columns.ts. */
export const TASK_PURPOSE = "erasures.task_sealed";

export const erasureSelect = {
  id: true,
  siteId: true,
  subject: true,
  subjectHash: true,
  status: true,
  receipt: true,
  lastError: true,
  createdAt: true,
  doneAt: true,
} satisfies Prisma.ErasureSelect;

export type ErasureRow = Prisma.ErasureGetPayload<{ select: typeof erasureSelect }>;

const key = z.string().regex(/^-?\d+$/);

/** What the job has to remember of whom it forgets, until it is done. */
export const ErasureTask = z.object({
  contactId: z.uuid().nullable().default(null),
  keys: z.array(key).default([]),
  visitIds: z.array(z.uuid()).default([]),
  /** When the visits were: where their events are. */
  windows: z.array(z.tuple([z.number(), z.number()])).default([]),
});
export type ErasureTask = z.infer<typeof ErasureTask>;

export const NO_RECEIPT: ErasureReceipt = {
  events: 0,
  visits: 0,
  visitors: 0,
  recordings: 0,
  requestsUnlinked: 0,
  startedAt: null,
  finishedAt: null,
};

export function toErasureDto(row: ErasureRow): ErasureDto {
  return {
    id: row.id,
    siteId: row.siteId,
    subject: ErasureDto.shape.subject.parse(row.subject),
    subjectHash: Buffer.from(row.subjectHash).toString("hex"),
    status: ErasureDto.shape.status.parse(row.status),
    receipt: row.receipt === null ? null : ErasureReceipt.parse(row.receipt),
    lastError: row.lastError,
    createdAt: row.createdAt.toISOString(),
    doneAt: row.doneAt?.toISOString() ?? null,
  };
}
