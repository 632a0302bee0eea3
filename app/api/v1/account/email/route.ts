import { requestEmailChange } from "@/lib/auth";
import { Done, ChangeEmailInput } from "@/lib/auth/schemas";
import { accountRoute } from "@/lib/http";

export const POST = accountRoute({
  summary: "Ask for another e-mail address",
  errors: ["reauthentication_required"],
  input: { body: ChangeEmailInput },
  output: Done,
  handle: async (person, { body }) => {
    await requestEmailChange(person, body);
    return { status: "ok" as const };
  },
});
