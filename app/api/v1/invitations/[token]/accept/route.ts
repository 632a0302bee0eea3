import { accountRoute } from "@/lib/http";
import { acceptInvitation } from "@/lib/workspace";
import { InvitationTokenParams, JoinedDto } from "@/lib/workspace/schemas";

export const POST = accountRoute({
  input: { params: InvitationTokenParams },
  output: JoinedDto,
  summary: "Join the workspace of an invitation",
  errors: ["not_found", "gone", "forbidden", "conflict"],
  handle: (person, { params }) => acceptInvitation(person, params.token),
});
