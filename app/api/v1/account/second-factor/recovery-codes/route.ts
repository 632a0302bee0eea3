import { renewRecoveryCodes } from "@/lib/auth";
import { RecoveryCodes, ProofInput } from "@/lib/auth/schemas";
import { accountRoute } from "@/lib/http";

export const POST = accountRoute({
  summary: "Make new recovery codes",
  errors: ["reauthentication_required", "conflict"],
  input: { body: ProofInput },
  output: RecoveryCodes,
  handle: (person, { body }) => renewRecoveryCodes(person, body),
});
