import { emitAudit } from "@/lib/audit";
import type { TenantDb } from "@/lib/db";
import { notFound } from "@/lib/errors";
import { newId, newKey } from "@/lib/ids";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { CreateSiteInput, type SiteDto } from "../schemas";
import { siteSelect, toSiteDto } from "./internal";

/**
 * Adds a website; from then on the collector takes events under its key.
 * @throws AppError not_found (company) | validation_failed
 */
export async function createSite(ctx: Ctx, input: CreateSiteInput): Promise<SiteDto> {
  requirePermission(ctx, "sites.write");
  const { companyId, name, ...data } = CreateSiteInput.parse(input);
  return withTenant(ctx, async (db) => {
    const row = await db.site.create({
      data: {
        id: newId(),
        tenantId: ctx.tenantId,
        companyId: await companyOf(db, ctx, companyId),
        name: name ?? data.domain,
        siteKey: newKey(),
        ...data,
      },
      select: siteSelect,
    });
    const site = toSiteDto(row);
    await emitAudit(db, ctx, { action: "site.create", entityType: "site", entityId: site.id, after: site });
    return site;
  });
}

async function companyOf(db: TenantDb, ctx: Ctx, companyId: string | undefined): Promise<string> {
  const wanted = companyId === undefined ? { isDefault: true } : { id: companyId };
  const company = await db.company.findFirst({
    where: { tenantId: ctx.tenantId, ...wanted },
    select: { id: true },
  });
  if (!company) throw notFound("company");
  return company.id;
}
