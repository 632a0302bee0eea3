import { registerAccount } from "@/lib/auth";
import { RegisterInput, RegisterResult } from "@/lib/auth/schemas";
import { publicRoute } from "@/lib/http";

export const POST = publicRoute({
  rateLimit: "register",
  summary: "Make an account with its workspace",
  description:
    "The answer is the same for an address that has an account. A message asks for a confirmation.",
  input: { body: RegisterInput },
  output: RegisterResult,
  status: 201,
  handle: async (caller, { body }) => {
    await registerAccount(body, caller.requestId);
    return { status: "ok" as const };
  },
});
