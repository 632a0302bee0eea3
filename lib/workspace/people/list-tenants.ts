import { systemDb } from "@/lib/db";
import type { TenantList } from "../schemas";
import { tenantSelect, toTenantDto } from "../tenants/internal";
import { defaultTenantOf } from "./default-tenant";
import { readPeople } from "./read-people";

/** The workspaces that a person may enter, oldest membership first; those that are closing too. */
export async function listTenants(person: { userId: string; sessionId: string }): Promise<TenantList> {
  const memberships = await systemDb().membership.findMany({
    where: { userId: person.userId, isActive: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { role: true, tenant: { select: tenantSelect } },
  });
  const known = await defaultTenantOf(person.sessionId);
  const startsIn = memberships.some(({ tenant }) => tenant.id === known) ? known : memberships[0]?.tenant.id;
  const people = await readPeople(
    memberships.flatMap(({ tenant }) => tenant.deletionRequestedByUserId ?? []),
  );
  return {
    items: memberships.map(({ role, tenant }) =>
      toTenantDto(tenant, { role, isDefault: tenant.id === startsIn }, people),
    ),
    nextCursor: null,
  };
}
