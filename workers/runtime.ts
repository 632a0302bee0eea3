import { disconnectAll } from "@/lib/db";
import { closeEmail } from "@/lib/email";
import { env } from "@/lib/env";
import { waitForSafeDatabase } from "@/lib/health/start";
import { closeQueues, type JobWorker, queueBackendName, reopenQueues } from "@/lib/jobs";
import { dispatchEvent } from "@/lib/jobs/dispatch";
import { logger } from "@/lib/logger";
import { relayOnce } from "@/lib/outbox";
import { closeLimiters } from "@/lib/rate-limit";
import { startHealthServer, type WorkerState } from "./health";
import { type Loop, startLoop } from "./loop";
import { startQueues } from "./queues";
import { syncSchedules } from "./schedules";
import { onShutdown } from "./shutdown";

const SCHEDULES_CHECK_MS = 5_000;

/** Sets the schedules as soon as the queue can be reached, and again should the queue have lost them. */
function startScheduling(state: WorkerState): Loop {
  return startLoop(
    SCHEDULES_CHECK_MS,
    async () => {
      await syncSchedules();
      state.started = true;
      return 0;
    },
    (error) => {
      logger().warn({ reason: String(error) }, "schedules cannot be set yet");
      reopenQueues();
    },
  );
}

const startRelay = (): Loop =>
  startLoop(
    env().OUTBOX_INTERVAL_MS,
    () => relayOnce(dispatchEvent),
    (error) => logger().warn({ reason: String(error) }, "the outbox cannot be read"),
  );

/** The worker: queues, schedules, outbox relay and health. @throws EnvError for a wrong configuration or a taken port */
export async function startWorker(): Promise<void> {
  const state: WorkerState = { started: false };
  env();
  const health = await startHealthServer(state);
  const loops: Loop[] = [];
  let workers: JobWorker[] = [];
  onShutdown(async () => {
    health.close();
    await Promise.all(loops.map((loop) => loop.stop()));
    await Promise.all(workers.map((worker) => worker.close()));
    closeEmail();
    await closeQueues();
    closeLimiters();
    await disconnectAll();
  });
  await waitForSafeDatabase();
  workers = startQueues();
  loops.push(startRelay(), startScheduling(state));
  logger().info({ queue: queueBackendName() }, "worker started");
}
