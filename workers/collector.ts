import { once } from "node:events";
import type { Server } from "node:http";
import { join } from "node:path";
import { disconnectAll } from "@/lib/db";
import { env, EnvError } from "@/lib/env";
import { waitForSafeDatabase } from "@/lib/health/start";
import { logger } from "@/lib/logger";
import { serveProxy } from "@/lib/posthog/proxy/http";
import {
  createCollectorServer,
  ensurePartitionsSoon,
  isDatabaseReady,
  processCollector,
  processReplays,
  ScriptFile,
} from "@/lib/tracking/collect";
import { runProcess } from "./boot";
import { onShutdown } from "./shutdown";

const IDLE_SWEEP_MS = 50;

/** The collector: takes events until it is told to stop. @throws EnvError for a wrong configuration or a taken port */
async function startCollector(): Promise<void> {
  const { COLLECTOR_PORT: port, HOST: host } = env();
  const collector = processCollector();
  const server = createCollectorServer({
    collector,
    script: new ScriptFile(join(process.cwd(), "public", "t.js")),
    moreScripts: {
      "/r.js": new ScriptFile(join(process.cwd(), "public", "r.js")),
      "/ph.js": new ScriptFile(join(process.cwd(), "public", "ph.js")),
    },
    servePosthog: serveProxy,
    replays: processReplays(),
    isReady: isDatabaseReady,
  });
  await listen(server, port, host);
  onShutdown(async () => {
    await closeServer(server);
    await collector.close();
    await disconnectAll();
  });
  logger().info({ port }, "collector started");
  // It listens before the database is there: senders then get their 503 at once and keep their events.
  await waitForSafeDatabase();
  ensurePartitionsSoon();
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
      throw new EnvError(`Port ${port} is taken; set COLLECTOR_PORT to a free one.`);
    }
    throw error;
  }
}

/** Answers what is under way; each connection ends with its answer, idle ones at once. */
async function closeServer(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
  await closed;
  clearInterval(sweep);
}

runProcess(startCollector);
