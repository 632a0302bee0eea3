import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { resetEnvForTests } from "@/lib/env";
import { newId } from "@/lib/ids";
import {
  type AnyJob,
  closeQueues,
  defineJob,
  defineSchedule,
  defineSystemJob,
  type JobWorker,
  openWorker,
  queueBackendName,
  queueOf,
  runOptions,
} from "@/lib/jobs";
import { dispatchEvent } from "@/lib/jobs/dispatch";
import { enqueue } from "@/lib/jobs/enqueue";
import type { Ctx } from "@/lib/tenancy";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { ownRedis } from "../../fixtures/own-redis";
import { startTcpProxy } from "../../fixtures/tcp-proxy";

interface Run {
  ctx: Ctx;
  key: string;
  atMs: number;
}

const runs: Run[] = [];
let fault: (run: Run) => void = () => undefined;
const Payload = z.object({ tenantId: z.uuid(), key: z.string().min(1) });
const note = defineJob({
  name: "test.note",
  queue: "default",
  schema: Payload,
  jobId: (p) => p.key,
  options: { attempts: 3, backoffMs: 100 },
  run: async (ctx, p) => {
    const run = { ctx, key: p.key, atMs: performance.now() };
    runs.push(run);
    fault(run);
  },
});
const later = defineJob({ ...spec("test.later"), options: { delayMs: 400 } });
let ticks = 0;
const tick = defineSystemJob({
  name: "test.tick",
  queue: "default",
  schema: z.object({}),
  jobId: () => "once",
  run: async () => void (ticks += 1),
});

function spec(name: string) {
  const run = async (ctx: Ctx, p: z.infer<typeof Payload>) =>
    void runs.push({ ctx, key: p.key, atMs: performance.now() });
  return {
    name,
    queue: "default" as const,
    schema: Payload,
    jobId: (p: z.infer<typeof Payload>) => p.key,
    run,
  };
}

const known = new Map<string, AnyJob>([note, later, tick].map((job) => [job.name, job]));
const picked: { name: string; id: string | undefined }[] = [];
const tenantId = newId();
let database: OwnDatabase;
let worker: JobWorker;

beforeAll(async () => {
  database = await useOwnDatabase(await ownRedis(5));
  const processor = async (job: { name: string; id?: string | undefined; data: unknown }) => {
    picked.push({ name: job.name, id: job.id });
    await known.get(job.name)?.execute(job.data);
  };
  worker = openWorker("default", processor, 3);
  worker.on("error", () => undefined);
});
afterEach(() => {
  fault = () => undefined;
  runs.length = 0;
});
afterAll(async () => {
  await worker.close();
  await database.drop();
});

const runsOf = (key: string): Run[] => runs.filter((run) => run.key === key);
const settled = (work: () => unknown) => expect.poll(work, { timeout: 15_000, interval: 20 });
const quiet = () => new Promise((done) => setTimeout(done, 400));

describe(`jobs on ${process.env.TEST_BACKEND}`, () => {
  it("this project's backend is the one that is meant", () => {
    expect(queueBackendName()).toBe(process.env.TEST_BACKEND);
  });

  it("run once, in the workspace of their payload, as the product itself", async () => {
    await enqueue(note, { tenantId, key: "plain" });
    await settled(() => runsOf("plain").length).toBe(1);
    expect(runsOf("plain")[0]?.ctx).toMatchObject({ tenantId, actor: { type: "system", job: "test.note" } });
  });

  it("the same payload is the same job: while it waits, while it runs and when it is done", async () => {
    await Promise.all(Array.from({ length: 5 }, () => enqueue(later, { tenantId, key: "twice" })));
    await settled(() => runsOf("twice").length).toBe(1);
    await enqueue(later, { tenantId, key: "twice" });
    await quiet();
    await quiet();
    expect(runsOf("twice").length).toBe(1);
  });

  it("wait when they are told to", async () => {
    const startedAtMs = performance.now();
    await enqueue(later, { tenantId, key: "patient" });
    await settled(() => runsOf("patient").length).toBe(1);
    expect((runsOf("patient")[0]?.atMs ?? 0) - startedAtMs).toBeGreaterThanOrEqual(390);
  });

  it("an event that is dispatched twice starts its job once", async () => {
    const row = {
      id: newId(),
      tenantId,
      type: "request.received",
      payload: { requestId: newId(), kind: "contact" },
    };
    const job = { name: "notifications.request-received", id: `notifications.request-received-${row.id}` };
    await dispatchEvent(row);
    await settled(() => picked.filter((entry) => entry.id === job.id).length).toBe(1);
    await dispatchEvent(row);
    await quiet();
    expect(picked.filter((entry) => entry.id === job.id)).toEqual([job]);
    await expect(dispatchEvent({ ...row, type: "nobody.knows" })).rejects.toThrow(/No list of subscribers/);
  });

  it("a wrong payload is refused before the queue, and again on pickup", async () => {
    await expect(enqueue(note, { tenantId, key: "" })).rejects.toThrow(z.ZodError);
    await expect(enqueue(note, { key: "no workspace" })).rejects.toThrow(/tenantId/);
    await queueOf("default").add(
      "test.note",
      { tenantId: "forged", key: "smuggled" },
      { ...runOptions(note), jobId: "smuggled", attempts: 1 },
    );
    await settled(() => picked.some((entry) => entry.id === "smuggled")).toBe(true);
    await quiet();
    expect(runsOf("smuggled")).toEqual([]);
  });

  it("a failing run is tried again after a pause that doubles, then given up", async () => {
    fault = () => {
      throw new Error("the other side is away");
    };
    await enqueue(note, { tenantId, key: "failing" });
    await settled(() => runsOf("failing").length).toBe(3);
    const [first, second, third] = runsOf("failing").map((run) => run.atMs);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(95);
    expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(190);
    await quiet();
    expect(runsOf("failing").length).toBe(3);
  });

  it("a run that failed once and then works is done", async () => {
    fault = (run) => {
      if (runsOf(run.key).length === 1) throw new Error("once");
    };
    await enqueue(note, { tenantId, key: "second time lucky" });
    await settled(() => runsOf("second time lucky").length).toBe(2);
    await quiet();
    expect(runsOf("second time lucky").length).toBe(2);
  });

  it("ids with the queue's own separator are harmless", async () => {
    await enqueue(note, { tenantId, key: "a:b:c" });
    await settled(() => runsOf("a:b:c").length).toBe(1);
  });

  it("schedules run again and again, and setting one twice does not double it", async () => {
    const schedule = defineSchedule({ name: "test.tick", everyMs: () => 250, job: tick, payload: {} });
    const template = { name: tick.name, data: schedule.payload, opts: runOptions(tick) };
    for (let i = 0; i < 3; i += 1)
      await queueOf("default").upsertJobScheduler(schedule.name, { every: schedule.everyMs() }, template);
    expect((await queueOf("default").getJobSchedulers(0, -1)).map(({ key }) => key)).toEqual(["test.tick"]);
    await settled(() => ticks).toBeGreaterThanOrEqual(2);
    const before = ticks;
    await new Promise((done) => setTimeout(done, 1_500));
    expect(ticks - before).toBeGreaterThanOrEqual(2);
    expect(ticks - before).toBeLessThanOrEqual(8);
    await queueOf("default").removeJobScheduler("test.tick");
    await quiet();
    const stopped = ticks;
    await new Promise((done) => setTimeout(done, 800));
    expect(ticks).toBe(stopped);
  });

  it("a queue that is away refuses within seconds instead of hanging, and takes jobs again once it is back", async () => {
    await closeQueues();
    const name = queueBackendName() === "redis" ? "REDIS_URL" : "QUEUE_DATABASE_URL";
    const there = process.env[name] ?? "";
    const through = new URL(there);
    const line = await startTcpProxy(Number(through.port));
    await line.cut();
    through.port = String(line.port);
    process.env[name] = through.href;
    resetEnvForTests();
    const startedAtMs = performance.now();
    await expect(enqueue(note, { tenantId, key: "nowhere" })).rejects.toThrow();
    expect(performance.now() - startedAtMs).toBeLessThan(7_000);
    await line.restore();
    await settled(() =>
      enqueue(note, { tenantId, key: "back again" }).catch((error: unknown) => error),
    ).toBeUndefined();
    await settled(() => runsOf("back again").length).toBe(1);
    await line.cut();
    await expect(enqueue(note, { tenantId, key: "away again" })).rejects.toThrow();
    await line.restore();
    await settled(() =>
      enqueue(note, { tenantId, key: "and back" }).catch((error: unknown) => error),
    ).toBeUndefined();
    await settled(() => runsOf("and back").length).toBe(1);
    await closeQueues();
    await line.close();
    process.env[name] = there;
    resetEnvForTests();
  });
});
