import type { TenantDb } from "@/lib/db";
import { behind, cutPage, likeText } from "@/lib/paging";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { ListRequestsQuery, type RequestList } from "../schemas";
import { asContact, asScope, contactSelect, type RequestRow, scopeSelect, toRequestDtos } from "./internal";

type Filter = ReturnType<typeof ListRequestsQuery.parse>;

function conditions({ status, contactId, q }: Filter) {
  const like = q ? ({ contains: likeText(q), mode: "insensitive" } as const) : null;
  return {
    ...(status === undefined ? {} : { status }),
    ...(contactId === undefined ? {} : { contactId }),
    ...(like ? { OR: [{ name: like }, { email: like }, { company: like }] } : {}),
  };
}

// Each table gives its newest page; ids carry the time, so the newest of both together are the list's page.
async function newest(db: TenantDb, ctx: Ctx, filter: Filter): Promise<RequestRow[]> {
  const take = filter.limit + 1;
  const orderBy = { id: "desc" } as const;
  const where = { tenantId: ctx.tenantId, ...behind(filter.cursor), ...conditions(filter) };
  const contacts =
    filter.kind === "project_scope"
      ? []
      : await db.contactSubmission.findMany({ where, orderBy, take, select: contactSelect });
  const scopes =
    filter.kind === "contact"
      ? []
      : await db.projectScopeRequest.findMany({ where, orderBy, take, select: scopeSelect });
  return [...contacts.map(asContact), ...scopes.map(asScope)].sort((a, b) => (a.id < b.id ? 1 : -1));
}

/** Requests of both kinds, newest first. */
export async function listRequests(ctx: Ctx, query: ListRequestsQuery = {}): Promise<RequestList> {
  requirePermission(ctx, "requests.read");
  const filter = ListRequestsQuery.parse(query);
  return withTenant(ctx, async (db) => {
    const { items, nextCursor } = cutPage(await newest(db, ctx, filter), filter.limit, (row) => row);
    return { items: await toRequestDtos(db, ctx, items), nextCursor };
  });
}
