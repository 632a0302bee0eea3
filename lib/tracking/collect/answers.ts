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

/**
 * Headers of the answer to a POST. Where a page has asked its visitor, the browser sends its cookies along and then takes no
 * "*" for an answer; what is refused is not read far enough to know, so it names the page's origin as well. The answer has no
 * body, so there is nothing in it that an origin could learn.
 */
export function outcomeHeaders(outcome: CollectOutcome, from: () => Origin): Record<string, string> {
  if (outcome.status === 204 && !outcome.consented) return OPEN;
  const { origin, isHttps } = from();
  const open = origin
    ? { "Access-Control-Allow-Origin": origin, "Access-Control-Allow-Credentials": "true", Vary: "Origin" }
    : OPEN;
  if (outcome.status === 503) return { ...open, "Retry-After": String(outcome.retryAfterS) };
  if (outcome.status !== 204 || !outcome.consented) return open;
  const { cookie, load } = outcome.consented;
  return {
    ...open,
    ...(cookie === undefined ? {} : { "Set-Cookie": visitorCookie(cookie, isHttps) }),
    ...(load ? { "Ba-Load": load, "Access-Control-Expose-Headers": "Ba-Load" } : {}),
  };
}
