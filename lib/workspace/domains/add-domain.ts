import { now } from "@/lib/clock";
import { conflict } from "@/lib/errors";
import { newId, newKey } from "@/lib/ids";
import { type Ctx, lockMembers, requirePermission, withTenant } from "@/lib/tenancy";
import { AddDomainInput, type DomainDto } from "../schemas";
import { domainName } from "./domain-name";
import { domainSelect, recordDomain, toDomainDto } from "./internal";
import { DOMAINS_MAX } from "./list-domains";

/**
 * Names a domain that the workspace says is its own. It counts once it is verified; who named it first does not matter.
 * @throws AppError forbidden | validation_failed | conflict (there already, too many)
 */
export async function addDomain(ctx: Ctx, input: AddDomainInput): Promise<DomainDto> {
  requirePermission(ctx, "domains.write");
  const domain = domainName(AddDomainInput.parse(input).domain);
  return withTenant(ctx, async (db) => {
    await lockMembers(db, ctx.tenantId);
    const all = await db.workspaceDomain.findMany({
      where: { tenantId: ctx.tenantId },
      take: DOMAINS_MAX,
      select: { domain: true },
    });
    if (all.some((known) => known.domain === domain)) throw conflict(`${domain} is in the list already.`);
    if (all.length >= DOMAINS_MAX)
      throw conflict(`A workspace can have ${DOMAINS_MAX} domains. Remove one first.`);
    const row = await db.workspaceDomain.create({
      data: { id: newId(), tenantId: ctx.tenantId, domain, token: newKey(24), createdAt: now() },
      select: domainSelect,
    });
    await recordDomain(db, ctx, "domain.add", row);
    return toDomainDto(row);
  });
}
