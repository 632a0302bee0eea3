import { once } from "node:events";
import type { Server } from "node:http";
import { join } from "node:path";
import { disconnectAll } from "@/lib/db";
import { env, EnvError } from "@/lib/env";
import { logger } from "@/lib/logger";
import {
  createCollectorServer,
  ensurePartitionsSoon,
  isDatabaseReady,
  processCollector,
  ScriptFile,
} from "@/lib/tracking/collect";

const SHUTDOWN_MS = 8_000;

/** Takes events until it is told to stop. @returns the port's sentence of failure through an EnvError */
async function main(): Promise<void> {
  const { COLLECTOR_PORT: port, HOST: host } = env();
  const collector = processCollector();
  const server = createCollectorServer({
    collector,
    script: new ScriptFile(join(process.cwd(), "public", "t.js")),
    isReady: isDatabaseReady,
  });
  await listen(server, port, host);
  logger().info({ port }, "the collector listens");
  ensurePartitionsSoon();
  const stop = (): void => {
    setTimeout(() => process.exit(1), SHUTDOWN_MS).unref();
    server.close(() => {
      void collector
        .close()
        .then(disconnectAll)
        .then(() => process.exit(0));
    });
    server.closeIdleConnections();
    // Requests under way are answered; then their connections are idle too.
    setInterval(() => server.closeIdleConnections(), 50).unref();
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (error) {
    if (
      error instanceof Error &&
      "code" in error &&
      (error.code === "EADDRINUSE" || error.code === "EACCES")
    ) {
      throw new EnvError(
        `The collector cannot listen on port ${port}: ${error.code === "EACCES" ? "not allowed" : "it is taken"}. Set COLLECTOR_PORT.`,
      );
    }
    throw error;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof EnvError ? error.message : `The collector cannot start: ${String(error)}`}\n`,
  );
  process.exit(1);
});
