import { RateLimiterRes } from "rate-limiter-flexible";
import { nowMs } from "@/lib/clock";
import { systemPool } from "@/lib/db";
import { counterKey } from "./counter-key";
import { limiterOf } from "./limiters";
import { type LimitName, LIMITS } from "./limits";

export { closeLimiters } from "./limiters";
export type { LimitName } from "./limits";

/** Where a caller stands. Seconds until the window starts anew. */
export interface RateState {
  allowed: boolean;
  limit: number;
  remaining: number;
  resetS: number;
}

const stateOf = (
  name: LimitName,
  allowed: boolean,
  result: RateLimiterRes | null,
  pointsGiven?: number,
): RateState => {
  const { points: usual, windowS } = LIMITS[name]();
  const points = pointsGiven ?? usual;
  const left = result ? Math.max(0, points - result.consumedPoints) : points;
  return {
    allowed,
    limit: points,
    remaining: left,
    resetS: result ? Math.max(1, Math.ceil(result.msBeforeNext / 1000)) : windowS,
  };
};

/**
 * Takes one point.
 * @param key whom it belongs to, e.g. a user id or an address; several parts joined by "|"
 * @param points how many a window has for this key, where it is not the usual number
 */
export async function consume(name: LimitName, key: string, points?: number): Promise<RateState> {
  try {
    return stateOf(name, true, await limiterOf(name, points).consume(counterKey(key), 1), points);
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return stateOf(name, false, refusal, points);
    throw refusal;
  }
}

/** Puts one point back: for limits that only failures consume. */
export async function giveBack(name: LimitName, key: string): Promise<void> {
  await limiterOf(name).reward(counterKey(key), 1);
}

/** Forgets a key, e.g. after a sign-in that worked. */
export async function forgive(name: LimitName, key: string): Promise<void> {
  await limiterOf(name).delete(counterKey(key));
}

/** Headers that tell a caller where they stand (the RateLimit fields of draft-ietf-httpapi-ratelimit-headers, its first form). */
export function rateHeaders(state: RateState): Record<string, string> {
  return {
    "ratelimit-limit": String(state.limit),
    "ratelimit-remaining": String(state.remaining),
    "ratelimit-reset": String(state.resetS),
  };
}

/** Removes counters whose window is over. @returns how many went */
export async function sweepLimits(): Promise<number> {
  const { rowCount } = await systemPool().query("DELETE FROM rate_limits WHERE expire < $1", [nowMs()]);
  return rowCount ?? 0;
}
