const METHODS = "GET, POST, PUT, PATCH, DELETE, OPTIONS";
const REQUEST_HEADERS = "content-type, authorization, idempotency-key, x-workspace-id";
const READABLE_HEADERS =
  "retry-after, ratelimit-limit, ratelimit-remaining, ratelimit-reset, x-request-id, idempotency-replayed";

/** Whether a request is a browser's question before the real one. */
export const isPreflight = (request: Request): boolean =>
  request.method === "OPTIONS" &&
  request.headers.has("origin") &&
  request.headers.has("access-control-request-method");

/**
 * CORS headers of /api/v1 for origins of CORS_ORIGINS; undefined for everyone else, whom browsers then keep out.
 * The routes that any page may call (forms, events) answer for themselves.
 */
export function corsHeaders(
  path: string,
  origin: string | null,
  allowed: readonly string[],
): Record<string, string> | undefined {
  if (!path.startsWith("/api/v1/") || origin === null || !allowed.includes(origin)) return undefined;
  return {
    "access-control-allow-origin": origin,
    "access-control-allow-credentials": "true",
    "access-control-allow-methods": METHODS,
    "access-control-allow-headers": REQUEST_HEADERS,
    "access-control-expose-headers": READABLE_HEADERS,
    "access-control-max-age": "600",
    vary: "Origin",
  };
}
