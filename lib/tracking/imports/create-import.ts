import { emitAudit } from "@/lib/audit";
import { now } from "@/lib/clock";
import { conflict } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { getSiteFacts } from "../sites/internal";
import { importSelect, toImportDto } from "./internal";
import { CreateImportInput, IMPORTS_A_SITE_MAX, type SiteImportDto } from "./schemas";

/**
 * Begins an import: files follow one by one, then they are read, and nothing counts before it is applied.
 * @throws AppError forbidden | not_found | conflict (too many), ZodError
 */
export async function createImport(
  ctx: Ctx,
  siteId: string,
  input: CreateImportInput,
): Promise<SiteImportDto> {
  requirePermission(ctx, "imports.write");
  const { source } = CreateImportInput.parse(input);
  return withTenant(ctx, async (db) => {
    const site = await getSiteFacts(db, ctx, siteId);
    if ((await db.siteImport.count({ where: { tenantId: ctx.tenantId, siteId } })) >= IMPORTS_A_SITE_MAX)
      throw conflict(`A website can have ${IMPORTS_A_SITE_MAX} imports; remove one that you do not need.`);
    const row = await db.siteImport.create({
      data: {
        id: newId(),
        tenantId: ctx.tenantId,
        siteId,
        source,
        createdByUserId: ctx.actor.type === "user" ? ctx.actor.userId : null,
        createdAt: now(),
      },
      select: importSelect,
    });
    const after = { source, name: site.name };
    await emitAudit(db, ctx, { action: "import.create", entityType: "import", entityId: row.id, after });
    return toImportDto(row, 0);
  });
}
