import { Readable } from "node:stream";
import { conflict } from "@/lib/errors";
import { storage } from "@/lib/storage";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { describeImport, importFileKey, ImportState, lockImport } from "./internal";
import { IMPORT_FILE_BYTES_MAX, IMPORT_FILES_MAX, type SiteImportDto } from "./schemas";

/**
 * Takes one file of an import, as a stream to the storage. The same name again replaces the file.
 * @throws AppError forbidden | not_found | conflict (the files are being read already, too many files) | payload_too_large
 */
export async function addImportFile(
  ctx: Ctx,
  siteId: string,
  importId: string,
  file: { name: string; content: ReadableStream<Uint8Array> | null },
): Promise<SiteImportDto> {
  requirePermission(ctx, "imports.write");
  const place = await withTenant(ctx, async (db) => {
    const row = await lockImport(db, ctx, siteId, importId);
    if (row.status !== "preview" || ImportState.parse(row.totals).stage === "reading")
      throw conflict("This import takes no more files. Begin another one.");
    const known = row.fileNames.indexOf(file.name);
    if (known >= 0) return known;
    if (row.fileNames.length >= IMPORT_FILES_MAX)
      throw conflict(`An import takes ${IMPORT_FILES_MAX} files; put them into one zip.`);
    await db.siteImport.updateMany({
      where: { tenantId: ctx.tenantId, id: importId },
      data: { fileNames: [...row.fileNames, file.name] },
    });
    return row.fileNames.length;
  });
  await storage().put(importFileKey(ctx, importId, place), toReadable(file.content), {
    contentType: "application/octet-stream",
    sizeBytesMax: IMPORT_FILE_BYTES_MAX,
  });
  return withTenant(ctx, (db) => describeImport(db, ctx, siteId, importId));
}

async function* chunksOf(content: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = content.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

const toReadable = (content: ReadableStream<Uint8Array> | null): Readable =>
  Readable.from(content ? chunksOf(content) : []);
