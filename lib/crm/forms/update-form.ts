import { emitAudit } from "@/lib/audit";
import { invalid, notFound } from "@/lib/errors";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { type FormDto, UpdateFormInput } from "../schemas";
import { checkRedirect, formSelect, getFormOrThrow, findSite, toFormDto } from "./internal";

/**
 * Changes what is given; an inactive form takes nothing more. Kind, key and company stay.
 * @throws AppError not_found (form, site) | validation_failed
 */
export async function updateForm(ctx: Ctx, formId: string, input: UpdateFormInput): Promise<FormDto> {
  requirePermission(ctx, "forms.write");
  const data = UpdateFormInput.parse(input);
  return withTenant(ctx, async (db) => {
    const before = await getFormOrThrow(db, ctx, formId);
    const wanted = { ...before, ...data };
    const site = wanted.siteId === null ? null : await findSite(db, ctx, wanted.siteId);
    // A site that was deleted meanwhile is no reason to refuse: its form can still be switched off.
    if (wanted.siteId !== before.siteId && wanted.siteId !== null && !site) throw notFound("site");
    if (site && site.companyId !== before.companyId)
      throw invalid([{ name: "siteId", reason: "The website belongs to another company" }]);
    checkRedirect(wanted.redirectUrl, wanted.allowedHosts, site);
    const row = await db.form.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id: formId } },
      data,
      select: formSelect,
    });
    const form = toFormDto(row);
    await emitAudit(db, ctx, {
      action: "form.update",
      entityType: "form",
      entityId: form.id,
      before: toFormDto(before),
      after: form,
    });
    return form;
  });
}
