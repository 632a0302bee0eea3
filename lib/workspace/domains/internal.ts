import { emitAudit } from "@/lib/audit";
import type { Prisma, TenantDb } from "@/lib/db";
import { notFound } from "@/lib/errors";
import type { Ctx } from "@/lib/tenancy";
import type { DomainDto } from "../schemas";

export const domainSelect = {
  id: true,
  domain: true,
  token: true,
  method: true,
  createdAt: true,
  verifiedAt: true,
  lastCheckedAt: true,
  lastFault: true,
  missingSince: true,
} satisfies Prisma.WorkspaceDomainSelect;

export type DomainRow = Prisma.WorkspaceDomainGetPayload<{ select: typeof domainSelect }>;

const LABEL = "_brand-automator";

/** Where the TXT record is looked for. */
export const recordNames = (domain: string): string[] => [`${LABEL}.${domain}`, domain];

/** What the TXT record holds. */
export const recordValue = (token: string): string => `brand-automator-verify=${token}`;

export function toDomainDto(row: DomainRow): DomainDto {
  return {
    id: row.id,
    domain: row.domain,
    status: row.verifiedAt ? (row.missingSince ? "missing" : "verified") : "waiting",
    method: row.method === "dns" || row.method === "tracker" ? row.method : null,
    record: { name: `${LABEL}.${row.domain}`, value: recordValue(row.token) },
    createdAt: row.createdAt.toISOString(),
    verifiedAt: row.verifiedAt?.toISOString() ?? null,
    lastCheckedAt: row.lastCheckedAt?.toISOString() ?? null,
    lastFault: row.lastFault,
    missingSince: row.missingSince?.toISOString() ?? null,
  };
}

/** @throws AppError not_found */
export async function getDomainOrThrow(db: TenantDb, ctx: Ctx, id: string): Promise<DomainRow> {
  const row = await db.workspaceDomain.findFirst({
    where: { tenantId: ctx.tenantId, id },
    select: domainSelect,
  });
  if (!row) throw notFound("domain");
  return row;
}

/** The workspace's own domain is the one that was verified first. Call it in the transaction of every change of
 * a proof, behind lockMembers. */
export async function followFirstVerified(db: TenantDb, ctx: Ctx): Promise<void> {
  const first = await db.workspaceDomain.findFirst({
    where: { tenantId: ctx.tenantId, verifiedAt: { not: null } },
    orderBy: [{ verifiedAt: "asc" }, { id: "asc" }],
    select: { domain: true, verifiedAt: true },
  });
  await db.tenant.update({
    where: { id: ctx.tenantId },
    data: { domain: first?.domain ?? null, domainVerifiedAt: first?.verifiedAt ?? null },
    select: { id: true },
  });
}

/** A line about a domain in the audit log. */
export const recordDomain = (
  db: TenantDb,
  ctx: Ctx,
  action: "domain.add" | "domain.verify" | "domain.unverify" | "domain.remove",
  row: Pick<DomainRow, "id" | "domain">,
  facts: Record<string, unknown> = {},
): Promise<void> =>
  emitAudit(db, ctx, {
    action,
    entityType: "domain",
    entityId: row.id,
    [action === "domain.remove" ? "before" : "after"]: { domain: row.domain, ...facts },
  });
