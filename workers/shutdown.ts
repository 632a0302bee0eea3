import { logger } from "@/lib/logger";

const GRACE_MS = 3_500;

/**
 * Ends a process cleanly on SIGTERM or SIGINT, once: runs the steps in order, and gives up on them after 3.5 s so that
 * a hanging connection cannot keep the process alive.
 */
export function onShutdown(steps: () => Promise<void>): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    logger().info({ signal }, "stopping");
    setTimeout(() => {
      logger().warn("did not stop in time");
      process.exit(1);
    }, GRACE_MS).unref();
    steps().then(
      () => process.exit(0),
      (error: unknown) => {
        logger().error({ err: error }, "stopping failed");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}
