import { publicKeySet } from "@/lib/auth";
import { JwksDto } from "@/lib/auth/tokens/schemas";
import { publicRoute } from "@/lib/http";

export const GET = publicRoute({
  rateLimit: "anon",
  output: JwksDto,
  cors: "any",
  summary: "Get the signing keys",
  description: "Public keys of access tokens (RFC 7517), so that a gateway can check them by itself.",
  handle: () => publicKeySet(),
});
