import { forgotPassword } from "@/lib/auth";
import { Done, ForgotPasswordInput } from "@/lib/auth/schemas";
import { publicRoute } from "@/lib/http";

export const POST = publicRoute({
  rateLimit: "forgot-address",
  summary: "Send a link that sets a new password",
  description: "The answer is the same for an address that nobody has.",
  input: { body: ForgotPasswordInput },
  output: Done,
  handle: async (_caller, { body }) => {
    await forgotPassword(body);
    return { status: "ok" as const };
  },
});
