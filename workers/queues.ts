import type { Processor } from "bullmq";
import { type AnyJob, type JobWorker, noteQueueFault, openWorker, type QueueName, QUEUES } from "@/lib/jobs";
import { jobs } from "@/lib/jobs/registry.generated";
import { logger } from "@/lib/logger";

/** Jobs at a time in one worker process. ingest is 1: its rollup has one cursor, a second run would only wait for it. */
const CONCURRENCY: Record<QueueName, number> = { default: 5, ingest: 1 };

const jobsByName = new Map<string, AnyJob>(jobs.map((job) => [job.name, job]));

const process: Processor<object, void> = async (picked) => {
  const job = jobsByName.get(picked.name);
  if (!job)
    throw new Error(`No job is called ${picked.name}; this worker is older than whoever enqueued it.`);
  const startedAtMs = performance.now();
  const line = { job: picked.name, jobId: picked.id, attempt: picked.attemptsMade + 1 };
  try {
    await job.execute(picked.data);
    logger().debug({ ...line, durationMs: Math.round(performance.now() - startedAtMs) }, "job done");
  } catch (error) {
    logger().error({ ...line, err: error }, "job failed");
    throw error;
  }
};

/** Starts a worker on every queue. */
export function startQueues(): JobWorker[] {
  return QUEUES.map((name) => {
    const worker = openWorker(name, process, CONCURRENCY[name]);
    worker.on("error", (error) => noteQueueFault(name, error));
    return worker;
  });
}
