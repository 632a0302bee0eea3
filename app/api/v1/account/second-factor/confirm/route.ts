import { confirmSecondFactor } from "@/lib/auth";
import { RecoveryCodes, CodeInput } from "@/lib/auth/schemas";
import { accountRoute } from "@/lib/http";

export const POST = accountRoute({
  summary: "Switch the second factor on by a first code",
  errors: ["conflict"],
  input: { body: CodeInput },
  output: RecoveryCodes,
  handle: (person, { body }) => confirmSecondFactor(person, body),
});
