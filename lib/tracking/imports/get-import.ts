import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { describeImport } from "./internal";
import type { SiteImportDto } from "./schemas";

/** @throws AppError forbidden | not_found */
export async function getImport(ctx: Ctx, siteId: string, importId: string): Promise<SiteImportDto> {
  requirePermission(ctx, "imports.read");
  return withTenant(ctx, (db) => describeImport(db, ctx, siteId, importId));
}
