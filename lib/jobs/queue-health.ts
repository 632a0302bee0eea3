import { logger } from "@/lib/logger";
import type { QueueName } from "./define";

const LOG_EVERY_MS = 10_000;
// Clients of a lost server try again every 2 s at the latest; silence for longer means that it is back.
const FAULT_LASTS_MS = 3_000;

let lastFault: { reason: string; atMs: number } | undefined;
const loggedAtMs = new Map<QueueName, number>();

/** Notes that a queue could not be reached; a lost server would fill the log, so it is said once in 10 s. */
export function noteQueueFault(queue: QueueName, error: Error): void {
  const atMs = performance.now();
  lastFault = { reason: error.message, atMs };
  if (atMs - (loggedAtMs.get(queue) ?? -Infinity) < LOG_EVERY_MS) return;
  loggedAtMs.set(queue, atMs);
  logger().warn({ queue, reason: error.message }, "the queue cannot be reached");
}

/** Why the queue cannot be reached, or null while it can. */
export function queueFault(): string | null {
  return lastFault && performance.now() - lastFault.atMs < FAULT_LASTS_MS ? lastFault.reason : null;
}
