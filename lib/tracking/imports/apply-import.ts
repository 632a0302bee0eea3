import { emitAudit } from "@/lib/audit";
import { conflict } from "@/lib/errors";
import { emitEvent } from "@/lib/outbox";
import { toJson } from "@/lib/db";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { describeImport, ImportState, lockImport } from "./internal";
import { overlapDays } from "./overlap";
import { ApplyImportInput, type SiteImportDto } from "./schemas";

/**
 * Adds an import to the website's numbers, by a job. Days that already have numbers are left out, or refuse the whole. Applying what is
 * applied or on its way changes nothing; after an undo it can be applied again.
 * @throws AppError forbidden | not_found | conflict (not read yet, days in the way)
 */
export async function applyImport(
  ctx: Ctx,
  siteId: string,
  importId: string,
  input: ApplyImportInput = {},
): Promise<SiteImportDto> {
  requirePermission(ctx, "imports.write");
  const { overlap } = ApplyImportInput.parse(input);
  return withTenant(ctx, async (db) => {
    const row = await lockImport(db, ctx, siteId, importId);
    const state = ImportState.parse(row.totals);
    if (row.status === "applying" || row.status === "applied")
      return describeImport(db, ctx, siteId, importId);
    if (row.status === "undoing") throw conflict("This import is being taken back. Wait until that is done.");
    if (state.stage !== "ready" || row.status === "failed")
      throw conflict("The files of this import have not been read.");
    const skippedDays = await overlapDays(db, ctx, siteId, importId);
    if (overlap === "refuse" && skippedDays.length > 0)
      throw conflict(
        `${skippedDays.length} days already have numbers here, from ${skippedDays[0] ?? ""} to ${skippedDays.at(-1) ?? ""}.`,
      );
    await db.siteImport.updateMany({
      where: { tenantId: ctx.tenantId, id: importId },
      data: { status: "applying", totals: toJson({ ...state, skippedDays }), lastError: null },
    });
    await emitAudit(db, ctx, {
      action: "import.apply",
      entityType: "import",
      entityId: importId,
      after: { source: row.source, fileNames: row.fileNames, skippedDays: skippedDays.length },
    });
    await emitEvent(db, ctx, { type: "import.decided", importId });
    return describeImport(db, ctx, siteId, importId);
  });
}
