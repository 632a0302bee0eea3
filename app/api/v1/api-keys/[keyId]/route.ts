import { revokeApiKey } from "@/lib/auth";
import { ApiKeyDto, ApiKeyParams } from "@/lib/auth/api-keys/schemas";
import { tenantRoute } from "@/lib/http";

export const DELETE = tenantRoute({
  permission: "api_keys.write",
  credentials: ["session", "token"],
  input: { params: ApiKeyParams },
  output: ApiKeyDto,
  summary: "Revoke an API key",
  handle: (ctx, { params }) => revokeApiKey(ctx, params.keyId),
});
