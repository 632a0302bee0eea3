import { emitAudit } from "@/lib/audit";
import { conflict } from "@/lib/errors";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { deleteImportFiles, lockImport } from "./internal";

/**
 * Removes an import that is not among the website's numbers, with its files.
 * @throws AppError forbidden | not_found | conflict (undo it first)
 */
export async function deleteImport(ctx: Ctx, siteId: string, importId: string): Promise<void> {
  requirePermission(ctx, "imports.write");
  await withTenant(ctx, async (db) => {
    const row = await lockImport(db, ctx, siteId, importId);
    const applied = await db.siteImportRow.count({
      where: { tenantId: ctx.tenantId, importId, isApplied: true },
    });
    if (applied > 0 || ["applying", "applied", "undoing"].includes(row.status))
      throw conflict("This import is among the website's numbers. Take it back first.");
    await db.siteImport.deleteMany({ where: { tenantId: ctx.tenantId, id: importId } });
    const before = { source: row.source, fileNames: row.fileNames };
    await emitAudit(db, ctx, { action: "import.delete", entityType: "import", entityId: importId, before });
  });
  await deleteImportFiles(ctx, importId);
}
