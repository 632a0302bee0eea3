export { Collector, type CollectOutcome, type CollectRequest } from "./collector";
export { createCollectorServer } from "./http-server";
export { ensurePartitionsSoon, isDatabaseReady, processCollector } from "./process-collector";
export { processReplays } from "./process-replays";
export { ScriptFile } from "./script-file";
