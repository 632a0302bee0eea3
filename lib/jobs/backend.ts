import { createPostgresBackend, type JobsOptions, type Processor, Queue, Worker, withBackend } from "bullmq";
import { Redis } from "ioredis";
import { env, EnvError } from "@/lib/env";
import type { QueueName } from "./define";

/** The part of BullMQ's queue that the product uses, the same on both backends. */
export interface JobQueue {
  add(name: string, data: object, opts: JobsOptions): Promise<{ id?: string | undefined }>;
  upsertJobScheduler(
    id: string,
    repeat: { every: number },
    template: { name: string; data: object; opts: JobsOptions },
  ): Promise<unknown>;
  getJobSchedulers(start: number, end: number): Promise<{ key: string }[]>;
  removeJobScheduler(id: string): Promise<boolean>;
  close(): Promise<void>;
  on(event: "error", listener: (error: Error) => void): unknown;
}

/** The same of BullMQ's worker. */
export interface JobWorker {
  close(force?: boolean): Promise<void>;
  isRunning(): boolean;
  on(event: "error", listener: (error: Error) => void): unknown;
}

// How soon a worker asks again after its queue was away; BullMQ's own 15 s would leave an outage's events lying.
const RETRY_MS = 1_000;

export type QueueBackendName = "redis" | "postgres";

/** Redis where REDIS_URL is set, else Postgres. */
export const queueBackendName = (): QueueBackendName => (env().REDIS_URL ? "redis" : "postgres");

const postgres = withBackend(createPostgresBackend);

function postgresConnection(max: number) {
  const connectionString = env().QUEUE_DATABASE_URL;
  if (!connectionString)
    throw new EnvError("QUEUE_DATABASE_URL is not set: without REDIS_URL it says where the queue lives.");
  return {
    connectionString,
    max,
    skipMigrations: true,
    connectionTimeoutMillis: 3_000,
    application_name: "brand-automator-queue",
  };
}

/** A connection that fails at once while Redis is away (adding), or waits for it (working). */
function redisConnection(waits: boolean): Redis {
  return new Redis(env().REDIS_URL ?? "", {
    maxRetriesPerRequest: waits ? null : 1,
    enableOfflineQueue: waits,
    connectTimeout: 3_000,
    lazyConnect: false,
  });
}

/** Opens a queue for adding. */
export function openQueue(name: QueueName): JobQueue {
  if (queueBackendName() === "postgres")
    return new postgres.Queue<object, void>(name, { connection: postgresConnection(2) });
  const connection = redisConnection(false);
  connection.on("error", () => undefined); // the queue reports it; ioredis would print it as unhandled
  const queue = new Queue<object, void>(name, { connection });
  const close = queue.close.bind(queue);
  queue.close = async () => {
    await close();
    connection.disconnect();
  };
  return queue;
}

/** Opens a worker on a queue. @param concurrency jobs at a time in this process */
export function openWorker(
  name: QueueName,
  processor: Processor<object, void>,
  concurrency: number,
): JobWorker {
  const leaseMs = env().JOB_LEASE_MS;
  const options = {
    concurrency,
    lockDuration: leaseMs,
    stalledInterval: Math.ceil(leaseMs / 6),
    maxStalledCount: 100,
    runRetryDelay: RETRY_MS,
  };
  if (queueBackendName() === "postgres")
    return new postgres.Worker<object, void>(name, processor, {
      ...options,
      connection: postgresConnection(concurrency + 2),
    });
  const connection = redisConnection(true);
  connection.on("error", () => undefined);
  const worker = new Worker<object, void>(name, processor, { ...options, connection });
  const close = worker.close.bind(worker);
  worker.close = async (force) => {
    await close(force);
    connection.disconnect();
  };
  return worker;
}
