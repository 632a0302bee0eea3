import { STOP_HEADER } from "../limits";
import type { ReplayOutcome } from "./replay-receiver";

// The recorder sends the visitor's cookie along, so the answer has to name the page's own origin.
const corsOf = (origin: string | null | undefined): Record<string, string> =>
  origin
    ? {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Credentials": "true",
        "Access-Control-Expose-Headers": STOP_HEADER,
        Vary: "Origin",
      }
    : { "Access-Control-Allow-Origin": "*" };

/** Headers of the answer to a POST. */
export function replayHeaders(
  outcome: ReplayOutcome,
  origin: string | null | undefined,
): Record<string, string> {
  const headers = corsOf(origin);
  if (outcome.status === 204) return outcome.isOver ? { ...headers, [STOP_HEADER]: "stop" } : headers;
  return "retryAfterS" in outcome ? { ...headers, "Retry-After": String(outcome.retryAfterS) } : headers;
}

export const replayPreflight = (origin: string | null | undefined): Record<string, string> => ({
  ...corsOf(origin),
  "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
  "Access-Control-Allow-Headers": "Content-Type",
  "Access-Control-Max-Age": "86400",
});

/** Headers of the recorder's configuration: public, and followed soon when the owner changes it. */
export const CONFIG_HEADERS = {
  "Access-Control-Allow-Origin": "*",
  "Cache-Control": "public, max-age=60",
  "Content-Type": "application/json",
};
