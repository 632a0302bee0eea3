import { disableSecondFactor } from "@/lib/auth";
import { Done, DisableSecondFactorInput } from "@/lib/auth/schemas";
import { accountRoute } from "@/lib/http";

export const POST = accountRoute({
  summary: "Switch the second factor off",
  errors: ["reauthentication_required", "conflict"],
  input: { body: DisableSecondFactorInput },
  output: Done,
  handle: async (person, { body }) => {
    await disableSecondFactor(person, body);
    return { status: "ok" as const };
  },
});
