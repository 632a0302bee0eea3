import { deleteAccount } from "@/lib/auth";
import { Done, ProofInput } from "@/lib/auth/schemas";
import { accountRoute } from "@/lib/http";

export const POST = accountRoute({
  summary: "Delete your account",
  errors: ["reauthentication_required", "conflict"],
  input: { body: ProofInput },
  output: Done,
  handle: async (person, { body }) => {
    await deleteAccount(person, body);
    return { status: "ok" as const };
  },
});
