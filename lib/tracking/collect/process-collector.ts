import { systemPool } from "@/lib/db";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { Collector } from "./collector";

// Next's development server loads modules again on each change; queue and counters must survive that.
const held = globalThis as typeof globalThis & { brandAutomatorCollector?: Collector };

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
    cityFile: env().GEO_CITY_FILE,
    log,
  });
  const timer = setInterval(() => void collector.drops.flush().catch(() => undefined), FLUSH_EVERY_MS);
  timer.unref();
  return collector;
}
