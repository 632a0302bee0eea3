import type { CollectOutcome } from "./collector";

/** Any page may send events; no cookies are involved, so "*" without credentials. */
const CORS = { "Access-Control-Allow-Origin": "*" };

export const PREFLIGHT_HEADERS = {
  ...CORS,
  "Access-Control-Allow-Methods": "POST, OPTIONS",
  "Access-Control-Allow-Headers": "Content-Type",
  "Access-Control-Max-Age": "86400",
};

/** Headers of the answer to a POST. */
export function outcomeHeaders(outcome: CollectOutcome): Record<string, string> {
  return outcome.status === 503 ? { ...CORS, "Retry-After": String(outcome.retryAfterS) } : CORS;
}
