import { tenantRoute } from "@/lib/http";
import { atPath, listInvitations } from "@/lib/workspace";
import { InvitationList, ListInvitationsQuery, TenantParams } from "@/lib/workspace/schemas";

export const GET = tenantRoute({
  permission: "members.read",
  input: { params: TenantParams, query: ListInvitationsQuery },
  output: InvitationList,
  summary: "List the open invitations",
  handle: (ctx, { params, query }) => listInvitations(atPath(ctx, params.tenantId), query),
});
