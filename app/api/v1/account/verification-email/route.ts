import { requestVerification } from "@/lib/auth";
import { Done } from "@/lib/auth/schemas";
import { accountRoute } from "@/lib/http";

export const POST = accountRoute({
  summary: "Send the confirmation of your address again",
  errors: ["conflict"],
  output: Done,
  handle: async (person) => {
    await requestVerification(person);
    return { status: "ok" as const };
  },
});
