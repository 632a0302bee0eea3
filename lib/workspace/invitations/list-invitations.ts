import { behind, cutPage } from "@/lib/paging";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { readPeople } from "../people/read-people";
import { type InvitationList, ListInvitationsQuery } from "../schemas";
import { invitationSelect, OPEN, toInvitationDto } from "./internal";

/** Invitations that nobody has answered yet, newest first; those that have run out too. @throws AppError forbidden */
export async function listInvitations(ctx: Ctx, query: ListInvitationsQuery = {}): Promise<InvitationList> {
  requirePermission(ctx, "members.read");
  const { cursor, limit } = ListInvitationsQuery.parse(query);
  const rows = await withTenant(ctx, (db) =>
    db.invitation.findMany({
      where: { tenantId: ctx.tenantId, ...OPEN, ...behind(cursor) },
      orderBy: { id: "desc" },
      take: limit + 1,
      select: invitationSelect,
    }),
  );
  const people = await readPeople(rows.map((row) => row.invitedByUserId));
  return cutPage(rows, limit, (row) => toInvitationDto(row, people));
}
