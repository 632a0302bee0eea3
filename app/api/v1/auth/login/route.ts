import { logIn } from "@/lib/auth";
import { TokenDto, TokenLoginInput } from "@/lib/auth/tokens/schemas";
import { publicRoute } from "@/lib/http";

export const POST = publicRoute({
  rateLimit: "token",
  input: { body: TokenLoginInput },
  output: TokenDto,
  summary: "Log in",
  description:
    "Answers an access token of 15 minutes for one workspace, a refresh token, and the list of the person's workspaces. " +
    "An account with a second factor is asked for its code: 401 with the code second_factor_required.",
  errors: ["unauthenticated", "second_factor_required", "not_found", "unavailable"],
  handle: (request, { body }) => logIn(body, request),
});
