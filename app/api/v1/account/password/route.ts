import { changePassword } from "@/lib/auth";
import { Done, ChangePasswordInput } from "@/lib/auth/schemas";
import { accountRoute } from "@/lib/http";

export const POST = accountRoute({
  summary: "Change your password",
  errors: ["reauthentication_required"],
  input: { body: ChangePasswordInput },
  output: Done,
  handle: async (person, { body }) => {
    await changePassword(person, body);
    return { status: "ok" as const };
  },
});
