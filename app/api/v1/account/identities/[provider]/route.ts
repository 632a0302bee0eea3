import { startLink, unlinkIdentity } from "@/lib/auth";
import { Done, LinkIntentDto, ProofInput, ProviderParams } from "@/lib/auth/schemas";
import { accountRoute } from "@/lib/http";

export const POST = accountRoute({
  summary: "Begin to connect a sign-in service",
  description:
    "For the product's own pages: leaves a cookie; the sign-in with the service that follows connects it.",
  errors: ["not_found", "conflict", "reauthentication_required"],
  credentials: ["session"],
  input: { params: ProviderParams, body: ProofInput },
  output: LinkIntentDto,
  handle: async (person, { params, body }) => {
    const cookie = await startLink(person, params.provider, body);
    const headers = { "set-cookie": cookie, "cache-control": "no-store" };
    return Response.json({ callbackUrl: "/settings/profile" }, { headers });
  },
});

export const DELETE = accountRoute({
  summary: "Disconnect a sign-in service",
  errors: ["not_found", "conflict"],
  input: { params: ProviderParams },
  output: Done,
  handle: async (person, { params }) => {
    await unlinkIdentity(person, params.provider);
    return { status: "ok" as const };
  },
});
