import { z } from "zod";
import type { Prisma, TenantDb } from "@/lib/db";
import { notFound } from "@/lib/errors";
import { storage, tenantFolder } from "@/lib/storage";
import type { Ctx } from "@/lib/tenancy";
import { ImportPreview, ImportSource, type SiteImportDto } from "./schemas";

export const importSelect = {
  id: true,
  siteId: true,
  source: true,
  status: true,
  fileNames: true,
  fromDay: true,
  toDay: true,
  totals: true,
  lastError: true,
  createdAt: true,
  appliedAt: true,
  undoneAt: true,
} satisfies Prisma.SiteImportSelect;

export type ImportRowOf = Prisma.SiteImportGetPayload<{ select: typeof importSelect }>;

/** What the column totals holds. */
export const ImportState = z.object({
  stage: z.enum(["uploading", "reading", "ready"]).default("uploading"),
  /** Names the run that reads the files; an older one finds another name and leaves. */
  runId: z.string().default(""),
  preview: ImportPreview.nullable().default(null),
  rowsTotal: z.int().default(0),
  /** Days that are left out, decided when the import was applied. */
  skippedDays: z.array(z.string()).default([]),
});
export type ImportState = z.infer<typeof ImportState>;

const dayText = (day: Date | null): string | null => day?.toISOString().slice(0, 10) ?? null;

/** @param done rows that are among the website's numbers */
export function toImportDto(row: ImportRowOf, done: number): SiteImportDto {
  const state = ImportState.parse(row.totals);
  const status = row.status === "preview" && state.stage !== "ready" ? state.stage : row.status;
  return {
    id: row.id,
    siteId: row.siteId,
    source: ImportSource.parse(row.source),
    status: StatusText.parse(status),
    fileNames: row.fileNames,
    fromDay: dayText(row.fromDay),
    toDay: dayText(row.toDay),
    preview: state.preview,
    progress: { done, total: state.rowsTotal },
    skippedDays: state.skippedDays.length,
    lastError: row.lastError,
    createdAt: row.createdAt.toISOString(),
    appliedAt: row.appliedAt?.toISOString() ?? null,
    undoneAt: row.undoneAt?.toISOString() ?? null,
  };
}

const StatusText = z.enum([
  "uploading",
  "reading",
  "preview",
  "applying",
  "applied",
  "undoing",
  "undone",
  "failed",
]);

const countApplied = (db: TenantDb, ctx: Ctx, importId: string): Promise<number> =>
  db.siteImportRow.count({ where: { tenantId: ctx.tenantId, importId, isApplied: true } });

/** An import of a site, as the caller's transaction sees it. @throws AppError not_found */
export async function getImportOrThrow(
  db: TenantDb,
  ctx: Ctx,
  siteId: string,
  importId: string,
): Promise<ImportRowOf> {
  const row = await db.siteImport.findFirst({
    where: { tenantId: ctx.tenantId, siteId, id: importId, site: { deletedAt: null } },
    select: importSelect,
  });
  if (!row) throw notFound("import");
  return row;
}

/** The same under a lock, so that two changes of one import follow each other. */
export async function lockImport(
  db: TenantDb,
  ctx: Ctx,
  siteId: string,
  importId: string,
): Promise<ImportRowOf> {
  await db.$queryRaw`SELECT 1 FROM site_imports WHERE tenant_id = ${ctx.tenantId}::uuid AND id = ${importId}::uuid FOR UPDATE`;
  return getImportOrThrow(db, ctx, siteId, importId);
}

/** The import as it is now, with its progress. */
export async function describeImport(
  db: TenantDb,
  ctx: Ctx,
  siteId: string,
  importId: string,
): Promise<SiteImportDto> {
  const row = await getImportOrThrow(db, ctx, siteId, importId);
  return toImportDto(row, await countApplied(db, ctx, importId));
}

const folderOf = (ctx: Ctx, importId: string): string => `${tenantFolder(ctx.tenantId)}imports/${importId}/`;

/** Where a file of an import lies. @param place its place among fileNames */
export const importFileKey = (ctx: Ctx, importId: string, place: number): string =>
  `${folderOf(ctx, importId)}${place}`;

/** Removes the files that were uploaded for an import. */
export async function deleteImportFiles(ctx: Ctx, importId: string): Promise<void> {
  for await (const file of storage().list(folderOf(ctx, importId))) await storage().delete(file.key);
}
