import { z } from "zod";
import { tenantRoute } from "@/lib/http";
import { atPath, revokeInvitation } from "@/lib/workspace";
import { InvitationParams } from "@/lib/workspace/schemas";

export const DELETE = tenantRoute({
  permission: "members.write",
  input: { params: InvitationParams },
  output: z.void(),
  status: 204,
  summary: "Withdraw an invitation",
  handle: (ctx, { params }) => revokeInvitation(atPath(ctx, params.tenantId), params.invitationId),
});
