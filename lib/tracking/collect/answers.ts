import type { CollectOutcome } from "./collector";
import { visitorCookie } from "./consent";

/** Any page may send events; without consent no cookies are involved, so "*" without credentials. */
const OPEN = { "Access-Control-Allow-Origin": "*" };

export const PREFLIGHT_HEADERS = {
  ...OPEN,
  "Access-Control-Allow-Methods": "POST, OPTIONS",
  "Access-Control-Allow-Headers": "Content-Type",
  "Access-Control-Max-Age": "86400",
};

/** Where a request came from: its Origin header, and whether it came over https. */
export type Origin = { origin: string | undefined; isHttps: boolean };

/** Headers of the answer to a POST. With consent the browser sends its cookie, for which "*" is not allowed. */
export function outcomeHeaders(outcome: CollectOutcome, from: () => Origin): Record<string, string> {
  if (outcome.status === 503) return { ...OPEN, "Retry-After": String(outcome.retryAfterS) };
  if (outcome.status !== 204 || !outcome.consented) return OPEN;
  const { origin, isHttps } = from();
  const { cookie, load } = outcome.consented;
  return {
    ...(origin
      ? {
          "Access-Control-Allow-Origin": origin,
          "Access-Control-Allow-Credentials": "true",
          "Access-Control-Expose-Headers": "Ba-Load",
          Vary: "Origin",
        }
      : OPEN),
    ...(cookie === undefined ? {} : { "Set-Cookie": visitorCookie(cookie, isHttps) }),
    ...(load ? { "Ba-Load": load } : {}),
  };
}
