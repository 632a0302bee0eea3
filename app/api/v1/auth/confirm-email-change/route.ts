import { confirmEmailChange, signedInUserId } from "@/lib/auth";
import { Done, TakeLinkInput } from "@/lib/auth/schemas";
import { publicRoute } from "@/lib/http";

export const POST = publicRoute({
  rateLimit: "anon",
  summary: "Confirm a new e-mail address by the link's token",
  description: "Who is not signed in to the account sends its password too.",
  errors: ["gone", "conflict", "reauthentication_required"],
  input: { body: TakeLinkInput },
  output: Done,
  handle: async ({ requestId, address, headers }, { body }) => {
    await confirmEmailChange(body, { requestId, address, userId: await signedInUserId(headers) });
    return { status: "ok" as const };
  },
});
