import { tenantRoute } from "@/lib/http";
import { atPath, inviteMember } from "@/lib/workspace";
import { InvitationDto, InviteInput, TenantParams } from "@/lib/workspace/schemas";

export const POST = tenantRoute({
  permission: "members.write",
  input: { params: TenantParams, body: InviteInput },
  output: InvitationDto,
  status: 201,
  summary: "Invite a person by e-mail",
  description:
    "Admins invite admins, editors and viewers; only owners invite owners. The link works for seven days.",
  errors: ["conflict"],
  handle: (ctx, { params, body }) => inviteMember(atPath(ctx, params.tenantId), body),
});
