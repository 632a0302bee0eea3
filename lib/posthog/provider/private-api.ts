import { nowMs } from "@/lib/clock";
import { consume } from "@/lib/rate-limit";
import { RecentMap } from "@/lib/recent-map";
import { callPosthog, jsonOf } from "./call-posthog";
import { faultOf, PosthogFault } from "./fault";
import { basesOf } from "./hosts";

const FRESH_MS = 60_000;
const ANSWERS_MAX = 500;

/** With which key, and for whom it is counted. */
export type PrivateAccess = { tenantId: string; host: string; personalKey: string; project: string };

const answers = new RecentMap<string, { atMs: number; json: object }>(ANSWERS_MAX);

/** Forgets what was read for a workspace, e.g. after its connection has changed. */
export const forgetAnswers = (): void => answers.clear();

/**
 * Reads from PostHog's private API. Answers are kept for a minute, and a workspace asks at most 200 times a minute: PostHog refuses
 * the 241st (posthog.com/docs/api, "Rate limiting").
 * @param path below /api/projects/{project}, with its query
 * @throws PosthogFault
 */
export async function readPrivate(access: PrivateAccess, path: string): Promise<object> {
  const url = `${basesOf(access.host).app}/api/projects/${encodeURIComponent(access.project)}${path}`;
  const key = `${access.tenantId} ${url}`;
  const known = answers.get(key);
  if (known && nowMs() - known.atMs < FRESH_MS) return known.json;
  const { allowed, resetS } = await consume("posthog-api", access.tenantId);
  if (!allowed)
    throw new PosthogFault("busy", `PostHog was asked too often; try again in ${resetS} s.`, resetS);
  const answer = await callPosthog(url, { headers: { authorization: `Bearer ${access.personalKey}` } });
  const fault = faultOf(answer.status, answer.headers, answer.body);
  if (fault) throw fault;
  const json = jsonOf(answer);
  answers.set(key, { atMs: nowMs(), json });
  return json;
}
