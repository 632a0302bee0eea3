import { systemPool } from "@/lib/db";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { Collector } from "./collector";

// Next's development server loads modules again on each change; queue and counters must survive that.
const held: typeof globalThis & { brandAutomatorCollector?: Collector } = globalThis;

const FLUSH_EVERY_MS = 1_000;

/** This process's collector, configured by the environment; its drop counters are written once a second. */
export function processCollector(): Collector {
  return (held.brandAutomatorCollector ??= start());
}

function start(): Collector {
  const log = logger().child({ part: "collector" });
  const collector = new Collector({
    pool: systemPool(),
    trustedProxies: env().TRUSTED_PROXIES,
    limitPerMin: env().RATE_LIMIT_COLLECT_PER_MIN,
    siteLimitPerMin: env().RATE_LIMIT_COLLECT_SITE_PER_MIN,
    cityFile: env().GEO_CITY_FILE,
    log,
  });
  const timer = setInterval(() => void collector.drops.flush().catch(() => undefined), FLUSH_EVERY_MS);
  timer.unref();
  return collector;
}

/** Whether the database answers. */
export async function isDatabaseReady(): Promise<boolean> {
  return systemPool()
    .query("SELECT 1")
    .then(() => true)
    .catch(() => false);
}

/**
 * Makes missing partitions of the event log. The worker's schedule does this too; here it helps a collector that starts
 * alone after a long rest. A failure is logged only: events are refused until the database is back anyway.
 */
export function ensurePartitionsSoon(): void {
  systemPool()
    .query("SELECT ensure_event_partitions()")
    .catch((error: unknown) => logger().warn({ reason: String(error) }, "partitions could not be checked"));
}
