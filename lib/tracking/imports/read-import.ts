import { conflict } from "@/lib/errors";
import { emitEvent } from "@/lib/outbox";
import { toJson } from "@/lib/db";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { describeImport, ImportState, lockImport } from "./internal";
import type { SiteImportDto } from "./schemas";

/**
 * Lets a job read the files of an import for the preview. Asking again while nothing is applied reads them anew.
 * @throws AppError forbidden | not_found | conflict (no file yet)
 */
export async function readImport(ctx: Ctx, siteId: string, importId: string): Promise<SiteImportDto> {
  requirePermission(ctx, "imports.write");
  return withTenant(ctx, async (db) => {
    const row = await lockImport(db, ctx, siteId, importId);
    const state = ImportState.parse(row.totals);
    if (row.status === "preview" && state.stage !== "reading") {
      if (row.fileNames.length === 0) throw conflict("Upload a file first.");
      await db.siteImport.updateMany({
        where: { tenantId: ctx.tenantId, id: importId },
        data: { totals: toJson({ ...state, stage: "reading" }), lastError: null },
      });
      await emitEvent(db, ctx, { type: "import.uploaded", importId });
    }
    return describeImport(db, ctx, siteId, importId);
  });
}
