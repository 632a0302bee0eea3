import { tenantRoute } from "@/lib/http";
import { atPath, resendInvitation } from "@/lib/workspace";
import { InvitationDto, InvitationParams } from "@/lib/workspace/schemas";

export const POST = tenantRoute({
  permission: "members.write",
  input: { params: InvitationParams },
  output: InvitationDto,
  summary: "Send an invitation again, with a new link",
  errors: ["conflict"],
  handle: (ctx, { params }) => resendInvitation(atPath(ctx, params.tenantId), params.invitationId),
});
