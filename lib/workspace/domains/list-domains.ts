import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import type { DomainList } from "../schemas";
import { domainSelect, toDomainDto } from "./internal";

/** As many as a workspace may have: the list has one page. */
export const DOMAINS_MAX = 20;

/** Domains of the workspace, newest first. @throws AppError forbidden */
export async function listDomains(ctx: Ctx): Promise<DomainList> {
  requirePermission(ctx, "domains.read");
  const rows = await withTenant(ctx, (db) =>
    db.workspaceDomain.findMany({
      where: { tenantId: ctx.tenantId },
      orderBy: { id: "desc" },
      take: DOMAINS_MAX,
      select: domainSelect,
    }),
  );
  return { items: rows.map(toDomainDto), nextCursor: null };
}
