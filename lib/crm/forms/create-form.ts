import { emitAudit } from "@/lib/audit";
import type { TenantDb } from "@/lib/db";
import { invalid, notFound } from "@/lib/errors";
import { newId, newKey } from "@/lib/ids";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { CreateFormInput, type FormDto } from "../schemas";
import { checkRedirect, formSelect, findSite, type SiteOfForm, toFormDto } from "./internal";

/**
 * Makes a form: a public key under which a website sends requests.
 * @throws AppError not_found (site, company) | validation_failed
 */
export async function createForm(ctx: Ctx, input: CreateFormInput): Promise<FormDto> {
  requirePermission(ctx, "forms.write");
  const { companyId, siteId, ...data } = CreateFormInput.parse(input);
  return withTenant(ctx, async (db) => {
    const site = siteId === null ? null : await findSite(db, ctx, siteId);
    if (siteId !== null && !site) throw notFound("site");
    checkRedirect(data.redirectUrl, data.allowedHosts, site);
    const row = await db.form.create({
      data: {
        id: newId(),
        tenantId: ctx.tenantId,
        companyId: await companyOf(db, ctx, companyId, site),
        siteId,
        formKey: newKey(),
        ...data,
      },
      select: formSelect,
    });
    const form = toFormDto(row);
    await emitAudit(db, ctx, { action: "form.create", entityType: "form", entityId: form.id, after: form });
    return form;
  });
}

async function companyOf(
  db: TenantDb,
  ctx: Ctx,
  companyId: string | undefined,
  site: SiteOfForm | null,
): Promise<string> {
  if (site && companyId !== undefined && companyId !== site.companyId) {
    throw invalid([{ name: "companyId", reason: "The website belongs to another company" }]);
  }
  if (site) return site.companyId;
  const wanted = companyId === undefined ? { isDefault: true } : { id: companyId };
  const company = await db.company.findFirst({
    where: { tenantId: ctx.tenantId, ...wanted },
    select: { id: true },
  });
  if (!company) throw notFound("company");
  return company.id;
}
