import { publicRoute } from "@/lib/http";
import { previewInvitation } from "@/lib/workspace";
import { InvitationPreview, InvitationTokenParams } from "@/lib/workspace/schemas";

export const GET = publicRoute({
  rateLimit: "anon",
  input: { params: InvitationTokenParams },
  output: InvitationPreview,
  summary: "Read an invitation by its link",
  errors: ["not_found"],
  handle: (_request, { params }) => previewInvitation(params.token),
});
