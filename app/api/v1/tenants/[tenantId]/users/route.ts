import { tenantRoute } from "@/lib/http";
import { atPath, listMembers } from "@/lib/workspace";
import { ListMembersQuery, MemberList, TenantParams } from "@/lib/workspace/schemas";

export const GET = tenantRoute({
  permission: "members.read",
  input: { params: TenantParams, query: ListMembersQuery },
  output: MemberList,
  summary: "List the members",
  handle: (ctx, { params, query }) => listMembers(atPath(ctx, params.tenantId), query),
});
