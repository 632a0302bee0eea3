import { resetPassword } from "@/lib/auth";
import { Done, ResetPasswordInput } from "@/lib/auth/schemas";
import { publicRoute } from "@/lib/http";

export const POST = publicRoute({
  rateLimit: "anon",
  summary: "Set a new password by the link's token",
  description: "Ends every session and token of the account.",
  errors: ["gone"],
  input: { body: ResetPasswordInput },
  output: Done,
  handle: async (caller, { body }) => {
    await resetPassword(body, caller.requestId);
    return { status: "ok" as const };
  },
});
