import { createApiKey, listApiKeys } from "@/lib/auth";
import { ApiKeyList, CreateApiKeyInput, ListApiKeysQuery, NewApiKeyDto } from "@/lib/auth/api-keys/schemas";
import { tenantRoute } from "@/lib/http";

export const GET = tenantRoute({
  permission: "api_keys.read",
  credentials: ["session", "token"],
  input: { query: ListApiKeysQuery },
  output: ApiKeyList,
  summary: "List API keys",
  handle: (ctx, { query }) => listApiKeys(ctx, query),
});

export const POST = tenantRoute({
  permission: "api_keys.write",
  credentials: ["session", "token"],
  input: { body: CreateApiKeyInput },
  output: NewApiKeyDto,
  status: 201,
  summary: "Create an API key",
  description:
    "The key is in this answer and cannot be read again. It never does more than its maker's role allows.",
  handle: (ctx, { body }) => createApiKey(ctx, body),
});
