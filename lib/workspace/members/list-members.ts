import { behind, cutPage } from "@/lib/paging";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { readPeople } from "../people/read-people";
import { ListMembersQuery, type MemberList } from "../schemas";
import { memberSelect, toMemberDto } from "./internal";

/** Members of the workspace, newest first, deactivated ones too. @throws AppError forbidden */
export async function listMembers(ctx: Ctx, query: ListMembersQuery = {}): Promise<MemberList> {
  requirePermission(ctx, "members.read");
  const { cursor, limit } = ListMembersQuery.parse(query);
  const rows = await withTenant(ctx, (db) =>
    db.membership.findMany({
      where: { tenantId: ctx.tenantId, ...behind(cursor) },
      orderBy: { id: "desc" },
      take: limit + 1,
      select: memberSelect,
    }),
  );
  const people = await readPeople(rows.map((row) => row.userId));
  return cutPage(rows, limit, (row) => toMemberDto(ctx, row, people.get(row.userId)));
}
