import { emitAudit } from "@/lib/audit";
import { emitEvent } from "@/lib/outbox";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { describeImport, lockImport } from "./internal";
import type { SiteImportDto } from "./schemas";

/**
 * Takes an import out of the website's numbers again, exactly what it added, by a job. What is not applied stays as it is.
 * @throws AppError forbidden | not_found
 */
export async function undoImport(ctx: Ctx, siteId: string, importId: string): Promise<SiteImportDto> {
  requirePermission(ctx, "imports.write");
  return withTenant(ctx, async (db) => {
    const row = await lockImport(db, ctx, siteId, importId);
    if (row.status === "applying" || row.status === "applied") {
      await db.siteImport.updateMany({
        where: { tenantId: ctx.tenantId, id: importId },
        data: { status: "undoing", lastError: null },
      });
      const before = { source: row.source, fileNames: row.fileNames };
      await emitAudit(db, ctx, { action: "import.undo", entityType: "import", entityId: importId, before });
      await emitEvent(db, ctx, { type: "import.decided", importId });
    }
    return describeImport(db, ctx, siteId, importId);
  });
}
