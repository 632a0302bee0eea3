import { Redis } from "ioredis";
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
} from "rate-limiter-flexible";
import { systemPool } from "@/lib/db";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { type LimitName, LIMITS } from "./limits";

const limiters = new Map<string, RateLimiterAbstract>();
let redis: Redis | undefined;

function redisClient(url: string): Redis {
  if (redis) return redis;
  redis = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, connectTimeout: 2_000 });
  redis.on("error", (error: Error) =>
    logger().warn({ reason: error.message }, "Redis is away; limits are counted in memory"),
  );
  return redis;
}

/** The limiter of a name: counters in Redis or Postgres, in memory while that is away. Other points, same counters. */
export function limiterOf(name: LimitName, pointsGiven?: number): RateLimiterAbstract {
  const id = pointsGiven === undefined ? name : `${name}:${pointsGiven}`;
  const known = limiters.get(id);
  if (known) return known;
  const { points: usual, windowS } = LIMITS[name]();
  const points = pointsGiven ?? usual;
  const keyPrefix = `limit-${name}`;
  const insuranceLimiter = new RateLimiterMemory({ points, duration: windowS, keyPrefix });
  const shared = { points, duration: windowS, keyPrefix, insuranceLimiter };
  const url = env().REDIS_URL;
  const limiter = url
    ? new RateLimiterRedis({ ...shared, storeClient: redisClient(url), rejectIfRedisNotReady: true })
    : new RateLimiterPostgres({
        ...shared,
        storeClient: systemPool(),
        storeType: "pool",
        tableName: "rate_limits",
        tableCreated: true,
        clearExpiredByTimeout: false,
      });
  limiters.set(id, limiter);
  return limiter;
}

/** Ends the limiter's own connection. */
export function closeLimiters(): void {
  redis?.disconnect();
  redis = undefined;
  limiters.clear();
}
