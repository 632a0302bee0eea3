import { now } from "@/lib/clock";
import type { Prisma } from "@/lib/db";
import { nameOf, type PersonFacts } from "../people/read-people";
import { ExportDto } from "../schemas";

export const exportSelect = {
  id: true,
  status: true,
  requestedByUserId: true,
  storageKey: true,
  sizeBytes: true,
  createdAt: true,
  readyAt: true,
  expiresAt: true,
  lastError: true,
  partsDone: true,
  partsTotal: true,
} satisfies Prisma.WorkspaceExportSelect;

export type ExportRow = Prisma.WorkspaceExportGetPayload<{ select: typeof exportSelect }>;

/** Exports that a job has still to finish. */
export const UNFINISHED: string[] = ["queued", "running"];

/** Whether the file can be fetched. */
export const isReady = (row: ExportRow): boolean =>
  row.status === "ready" && row.storageKey !== null && row.expiresAt !== null && row.expiresAt > now();

/** @param downloadUrl only where the file is meant to be fetched */
export function toExportDto(
  row: ExportRow,
  people: ReadonlyMap<string, PersonFacts>,
  downloadUrl: string | null = null,
): ExportDto {
  const status = row.status === "ready" && !isReady(row) ? "expired" : row.status;
  return {
    id: row.id,
    status: ExportDto.shape.status.parse(status),
    requestedBy: nameOf(people, row.requestedByUserId),
    createdAt: row.createdAt.toISOString(),
    readyAt: row.readyAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    sizeBytes: row.sizeBytes === null ? null : Number(row.sizeBytes),
    progress: row.status === "running" ? { done: row.partsDone, total: row.partsTotal } : null,
    lastError: row.lastError,
    downloadUrl,
  };
}
