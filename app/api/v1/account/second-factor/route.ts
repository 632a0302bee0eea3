import { startSecondFactor } from "@/lib/auth";
import { SecondFactorSetup, ProofInput } from "@/lib/auth/schemas";
import { accountRoute } from "@/lib/http";

export const POST = accountRoute({
  summary: "Make a key for an authenticator app",
  errors: ["reauthentication_required", "conflict"],
  input: { body: ProofInput },
  output: SecondFactorSetup,
  handle: (person, { body }) => startSecondFactor(person, body),
});
