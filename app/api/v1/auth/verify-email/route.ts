import { verifyEmail } from "@/lib/auth";
import { Done, TokenInput } from "@/lib/auth/schemas";
import { publicRoute } from "@/lib/http";

export const POST = publicRoute({
  rateLimit: "anon",
  summary: "Confirm an e-mail address by the link's token",
  errors: ["gone"],
  input: { body: TokenInput },
  output: Done,
  handle: async (caller, { body }) => {
    await verifyEmail(body, caller.requestId);
    return { status: "ok" as const };
  },
});
