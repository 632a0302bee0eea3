import type { Prisma, TenantDb } from "@/lib/db";
import type { Ctx } from "@/lib/tenancy";
import { nameOf, type PersonFacts } from "../people/read-people";
import { MemberRole, type TenantDto } from "../schemas";

export const tenantSelect = {
  id: true,
  name: true,
  timeZone: true,
  domain: true,
  domainVerifiedAt: true,
  createdAt: true,
  deletionRequestedAt: true,
  deletionRequestedByUserId: true,
  purgeAfterAt: true,
} satisfies Prisma.TenantSelect;

export type TenantRow = Prisma.TenantGetPayload<{ select: typeof tenantSelect }>;

/** How the caller stands to the workspace. */
export interface Standing {
  role: string | null;
  isDefault: boolean;
}

/** @param people whoever asked for the deletion, by id */
export function toTenantDto(
  row: TenantRow,
  standing: Standing,
  people: ReadonlyMap<string, PersonFacts>,
): TenantDto {
  const { deletionRequestedAt, deletionRequestedByUserId, purgeAfterAt } = row;
  return {
    id: row.id,
    name: row.name,
    timeZone: row.timeZone,
    domain: row.domainVerifiedAt ? row.domain : null,
    role: standing.role === null ? null : MemberRole.parse(standing.role),
    isDefault: standing.isDefault,
    createdAt: row.createdAt.toISOString(),
    closing:
      deletionRequestedAt && purgeAfterAt
        ? {
            requestedAt: deletionRequestedAt.toISOString(),
            purgeAfterAt: purgeAfterAt.toISOString(),
            requestedBy: deletionRequestedByUserId ? nameOf(people, deletionRequestedByUserId) : null,
          }
        : null,
  };
}

/** The caller's own workspace. */
export const readTenant = (db: TenantDb, ctx: Ctx): Promise<TenantRow> =>
  db.tenant.findUniqueOrThrow({ where: { id: ctx.tenantId }, select: tenantSelect });

/** What the audit log keeps of a workspace. */
export const auditFacts = ({ name, timeZone }: TenantRow) => ({ name, timeZone });
