import { confirmEmailChange } from "@/lib/auth";
import { Done, TokenInput } from "@/lib/auth/schemas";
import { publicRoute } from "@/lib/http";

export const POST = publicRoute({
  rateLimit: "anon",
  summary: "Confirm a new e-mail address by the link's token",
  errors: ["gone", "conflict"],
  input: { body: TokenInput },
  output: Done,
  handle: async (caller, { body }) => {
    await confirmEmailChange(body, caller.requestId);
    return { status: "ok" as const };
  },
});
