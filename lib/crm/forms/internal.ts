import type { Prisma, TenantDb } from "@/lib/db";
import { env } from "@/lib/env";
import { invalid, notFound } from "@/lib/errors";
import type { Ctx } from "@/lib/tenancy";
import { isHostAmong } from "../hosts";
import { type FormDto, RequestKind } from "../schemas";

const siteOfForm = { select: { id: true, companyId: true, domain: true, allowedHosts: true } } as const;

export const formSelect = {
  id: true,
  companyId: true,
  siteId: true,
  name: true,
  kind: true,
  formKey: true,
  isActive: true,
  redirectUrl: true,
  allowedHosts: true,
  createdAt: true,
} satisfies Prisma.FormSelect;

export type FormRow = Prisma.FormGetPayload<{ select: typeof formSelect }>;
export type SiteOfForm = { id: string; companyId: string; domain: string; allowedHosts: string[] };

export const toFormDto = (row: FormRow): FormDto => ({
  ...row,
  kind: RequestKind.parse(row.kind),
  endpointUrl: new URL(`/api/forms/${row.formKey}`, env().APP_URL).href,
  createdAt: row.createdAt.toISOString(),
});

/** @throws AppError not_found */
export async function getFormOrThrow(db: TenantDb, ctx: Ctx, formId: string): Promise<FormRow> {
  const row = await db.form.findUnique({
    where: { tenantId_id: { tenantId: ctx.tenantId, id: formId } },
    select: formSelect,
  });
  if (!row) throw notFound("form");
  return row;
}

/** A site of the workspace that is not deleted. */
export const findSite = (db: TenantDb, ctx: Ctx, siteId: string): Promise<SiteOfForm | null> =>
  db.site.findFirst({ where: { tenantId: ctx.tenantId, id: siteId, deletedAt: null }, ...siteOfForm });

/**
 * Over plain http a redirect may only go back to the form's own pages (a website under development): everywhere else
 * it would send people who have just given their address over a line that others can read.
 * @throws AppError validation_failed
 */
export function checkRedirect(
  redirectUrl: string | null,
  allowedHosts: readonly string[],
  site: SiteOfForm | null,
): void {
  if (redirectUrl === null) return;
  const url = new URL(redirectUrl);
  const hosts = [...allowedHosts, ...(site ? [site.domain, ...site.allowedHosts] : [])];
  if (url.protocol === "https:" || isHostAmong(url.hostname, hosts)) return;
  throw invalid([
    {
      name: "redirectUrl",
      reason: "Use an address that starts with https://, or a page of the form's own website",
    },
  ]);
}
