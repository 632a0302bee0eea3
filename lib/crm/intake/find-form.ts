import { systemDb } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { RequestKind } from "../schemas";

/** A form as the intake needs it. */
export interface IntakeForm {
  id: string;
  tenantId: string;
  kind: RequestKind;
  formKey: string;
  allowedHosts: string[];
  redirectUrl: string | null;
  site: { id: string; no: number; timeZone: string; domain: string; allowedHosts: string[] } | null;
}

const select = {
  id: true,
  tenantId: true,
  kind: true,
  formKey: true,
  allowedHosts: true,
  redirectUrl: true,
  isActive: true,
  site: { select: { id: true, no: true, timeZone: true, domain: true, allowedHosts: true, deletedAt: true } },
} as const;

/**
 * The form of a public key. The one look-up of the CRM before a tenant is known, hence as app_system; it reads forms and
 * their sites, nothing else.
 * @throws AppError not_found for a key that is unknown or switched off
 */
export async function findForm(formKey: string): Promise<IntakeForm> {
  // U+0000 cannot be part of a key, and Postgres would refuse the question itself.
  const row = /^[\w-]{8,100}$/.test(formKey)
    ? await systemDb().form.findUnique({ where: { formKey }, select })
    : null;
  if (!row?.isActive)
    throw new AppError("not_found", "There is no form under this address, or it takes no requests any more.");
  const { site, kind, ...form } = row;
  return { ...form, kind: RequestKind.parse(kind), site: site && site.deletedAt === null ? site : null };
}
