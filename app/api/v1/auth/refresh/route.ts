import { refreshTokens } from "@/lib/auth";
import { RefreshInput, TokenDto } from "@/lib/auth/tokens/schemas";
import { publicRoute } from "@/lib/http";

export const POST = publicRoute({
  rateLimit: "token",
  input: { body: RefreshInput },
  output: TokenDto,
  summary: "Refresh tokens",
  description:
    "A refresh token works once and is answered with a new pair. Sending one a second time ends its whole family.",
  errors: ["unauthenticated", "not_found", "unavailable"],
  handle: (_request, { body }) => refreshTokens(body),
});
