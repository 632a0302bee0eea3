import { type JobQueue, openQueue, queueBackendName } from "./backend";
import type { AnyJob, QueueName } from "./define";
import { noteQueueFault } from "./queue-health";

const ADD_TIMEOUT_MS = 5_000;
const KEEP_DONE_S = 24 * 3_600;

const queues = new Map<QueueName, JobQueue>();

/** The process's handle on a queue. */
export function queueOf(name: QueueName): JobQueue {
  const known = queues.get(name);
  if (known) return known;
  const queue = openQueue(name);
  queue.on("error", (error) => noteQueueFault(name, error));
  queues.set(name, queue);
  return queue;
}

/** Options of one run: tries, pauses and how long finished runs stay (their ids keep repeats out meanwhile). */
export function runOptions(job: AnyJob) {
  return {
    attempts: job.options.attempts ?? 5,
    backoff: { type: "exponential", delay: job.options.backoffMs ?? 1_000 },
    removeOnComplete: { age: KEEP_DONE_S, count: 5_000 },
    removeOnFail: { age: 7 * KEEP_DONE_S, count: 5_000 },
  };
}

/**
 * Puts a job on its queue; the same payload twice is one job. Only the outbox relay and schedules call this.
 * @param uniqueId makes the id of this run; default: the job's own id of the payload
 * @throws ZodError for a wrong payload; an Error when the queue does not answer within 5 s
 */
export async function enqueue(job: AnyJob, payload: unknown, uniqueId?: string): Promise<void> {
  const prepared = job.prepare(payload);
  const jobId = (uniqueId === undefined ? prepared.jobId : `${job.name}-${uniqueId}`).replaceAll(":", "-");
  const delay = job.options.delayMs;
  const adding = queueOf(job.queue).add(job.name, prepared.payload, {
    ...runOptions(job),
    jobId,
    ...(delay ? { delay } : {}),
  });
  try {
    await withTimeout(adding, ADD_TIMEOUT_MS);
  } catch (error) {
    reopenQueues();
    throw error;
  }
}

async function withTimeout<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`The queue did not answer within ${timeoutMs} ms.`)),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * After a fault: the next use opens the queues anew. BullMQ's Postgres queue asks once whether its database is there and keeps
 * the answer, so one that was opened during an outage would refuse for ever. On Redis the client comes back by itself.
 */
export function reopenQueues(): void {
  if (queueBackendName() === "postgres") void closeQueues();
}

/** Closes all queues of this process. */
export async function closeQueues(): Promise<void> {
  const open = [...queues.values()];
  queues.clear();
  await Promise.allSettled(open.map((queue) => queue.close()));
}
