import { systemPool } from "@/lib/db";
import { logger } from "@/lib/logger";
import { ReplayReceiver } from "../replay/receive/replay-receiver";
import { processCollector } from "./process-collector";

const held: typeof globalThis & { brandAutomatorReplays?: ReplayReceiver } = globalThis;

/** This process's receiver of recordings; it shares sites, keys and counters with the collector. */
export const processReplays = (): ReplayReceiver =>
  (held.brandAutomatorReplays ??= new ReplayReceiver({
    collector: processCollector(),
    pool: systemPool(),
    log: logger().child({ part: "replays" }),
  }));
