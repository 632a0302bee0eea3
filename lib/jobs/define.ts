import type { z } from "zod";
import { newId } from "@/lib/ids";
import { type Ctx, systemCtx } from "@/lib/tenancy";

/** Queues are few; a queue is not a job. */
export const QUEUES = ["default", "ingest"] as const;
export type QueueName = (typeof QUEUES)[number];

interface JobOptions {
  /** How often a failing run is tried in all. */
  attempts?: number;
  /** First pause between tries in milliseconds; doubles each time. */
  backoffMs?: number;
  /** Pause before the first run in milliseconds. */
  delayMs?: number;
}

interface JobSpec<P, C> {
  /** "<domain>.<verb>"; unique. */
  name: string;
  queue: QueueName;
  schema: z.ZodType<P>;
  /** Deterministic, so that adding twice is adding once. No ":" (reserved by the queue). */
  jobId: (payload: P) => string;
  options?: JobOptions;
  run: (ctx: C, payload: P) => Promise<void>;
}

/** A job of the product itself; there is no tenant. */
export interface SystemJobCtx {
  readonly requestId: string;
}

/** What queue and worker need of a job; its payload's type stays inside. */
export interface AnyJob {
  readonly name: string;
  readonly queue: QueueName;
  readonly scope: "tenant" | "system";
  readonly options: JobOptions;
  /** Checks a payload before it is enqueued. @throws ZodError */
  prepare(payload: unknown): { payload: object; jobId: string };
  /** Checks a payload again on pickup and runs. @throws ZodError, or what the run throws */
  execute(payload: unknown): Promise<void>;
}

/** A job that carries its payload's type for whoever enqueues it. */
export interface Job<P> extends AnyJob {
  readonly schema: z.ZodType<P>;
}

function build<P extends object, C>(
  spec: JobSpec<P, C>,
  scope: AnyJob["scope"],
  contextOf: (payload: P) => C,
): Job<P> {
  return {
    name: spec.name,
    queue: spec.queue,
    scope,
    schema: spec.schema,
    options: spec.options ?? {},
    prepare: (payload) => {
      const parsed = spec.schema.parse(payload);
      return { payload: parsed, jobId: `${spec.name}-${spec.jobId(parsed)}` };
    },
    execute: async (payload) => {
      const parsed = spec.schema.parse(payload);
      await spec.run(contextOf(parsed), parsed);
    },
  };
}

/** A job for one tenant: a schema without tenantId does not compile. Must survive running twice. */
export const defineJob = <P extends { tenantId: string }>(spec: JobSpec<P, Ctx>): Job<P> =>
  build(spec, "tenant", (payload) => systemCtx(payload.tenantId, spec.name));

/** A job for the whole product (sweeps, rollups). Must survive running twice. */
export const defineSystemJob = <P extends object>(spec: JobSpec<P, SystemJobCtx>): Job<P> =>
  build(spec, "system", () => ({ requestId: newId() }));

export interface Schedule {
  readonly name: string;
  /** Read when the worker starts, so that tests can shrink it by environment. Milliseconds. */
  readonly everyMs: () => number;
  readonly job: AnyJob;
  readonly payload: object;
}

/** A job that runs again and again. @param spec.everyMs interval in milliseconds */
export const defineSchedule = <P extends object>(spec: {
  name: string;
  everyMs: () => number;
  job: Job<P>;
  payload: P;
}): Schedule => spec;
