import { revokeOwnSession } from "@/lib/auth";
import { Done, SessionParams } from "@/lib/auth/schemas";
import { accountRoute } from "@/lib/http";

export const DELETE = accountRoute({
  summary: "End one of your sessions",
  errors: ["not_found"],
  input: { params: SessionParams },
  output: Done,
  handle: async (person, { params }) => {
    await revokeOwnSession(person, params.sessionId);
    return { status: "ok" as const };
  },
});
