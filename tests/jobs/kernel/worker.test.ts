import { once } from "node:events";
import { createServer } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { emitEvent } from "@/lib/outbox";
import { withTenant } from "@/lib/tenancy";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { ownRedis } from "../../fixtures/own-redis";
import { mintRichTenant, type RichTenant } from "../../fixtures/rich-tenant";
import { startTcpProxy } from "../../fixtures/tcp-proxy";
import { freePort, startWorkerProcess, type WorkerProcess } from "../../fixtures/worker-process";

const LEASE_MS = 1_500;
const isRedis = process.env.TEST_BACKEND === "redis";
let database: OwnDatabase;
let workers: WorkerProcess[] = [];

beforeAll(async () => {
  database = await useOwnDatabase({
    JOB_LEASE_MS: String(LEASE_MS),
    OUTBOX_LEASE_MS: String(LEASE_MS),
    ...(await ownRedis(6)),
  });
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.end("SIGKILL")));
  workers = [];
});
afterAll(() => database.drop());

async function start(changes: Record<string, string> = {}): Promise<WorkerProcess> {
  const worker = await startWorkerProcess(changes);
  workers.push(worker);
  return worker;
}

/** Announces the workspace's contact request. */
const announce = (of: RichTenant) =>
  withTenant(of.owner.ctx, (db) =>
    emitEvent(db, of.owner.ctx, {
      type: "request.received",
      requestId: of.ids.requestId ?? "",
      kind: "contact",
    }),
  );

/** Notifications of a workspace beside the fixture's own one, as "person x count". */
const notified = async (of: RichTenant): Promise<number[]> => {
  const { rows } = await database.admin.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM notifications WHERE tenant_id = $1 AND title <> $2 GROUP BY user_id",
    [of.tenantId, of.marker],
  );
  return rows.map((row) => row.n);
};
const eventually = (work: () => unknown, timeoutMs = 20_000) =>
  expect.poll(work, { timeout: timeoutMs, interval: 50 });
const mint = () => mintRichTenant(database.admin);
const oneEach = [1, 1]; // owner and viewer

describe(`the worker process on ${process.env.TEST_BACKEND}`, { timeout: 90_000 }, () => {
  it("is live, gets ready, turns events into jobs, and ends cleanly when asked", async () => {
    const a = await mint();
    const worker = await start();
    await worker.waitUntilReady();
    expect((await fetch(`${worker.healthUrl}/live`)).status).toBe(200);
    expect((await fetch(`${worker.healthUrl}/nonsense`)).status).toBe(404);
    await announce(a);
    await eventually(() => notified(a)).toEqual(oneEach);
    expect(await worker.end("SIGTERM")).toBe(0);
  });

  it("kill -9 in the middle of a job: another worker does it, and its effect is once", async () => {
    const a = await mint();
    const first = await start();
    await first.waitUntilReady();
    const blocker = await database.admin.connect();
    try {
      await blocker.query("BEGIN; LOCK TABLE notifications IN ACCESS EXCLUSIVE MODE");
      await announce(a);
      const blocked =
        "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
      await eventually(
        async () => (await database.admin.query<{ n: number }>(blocked)).rows[0]?.n ?? 0,
      ).toBeGreaterThan(0);
      expect(await first.end("SIGKILL")).toBe("SIGKILL");
    } finally {
      await blocker.query("ROLLBACK");
      blocker.release();
    }
    const second = await start();
    await second.waitUntilReady();
    await eventually(() => notified(a), 40_000).toEqual(oneEach);
    await new Promise((done) => setTimeout(done, 2 * LEASE_MS));
    expect(await notified(a)).toEqual(oneEach);
  });

  it("kill -9 again and again under a stream of events: each has its effect exactly once", async () => {
    const tenants = await Promise.all(Array.from({ length: 8 }, mint));
    for (const part of [tenants.slice(0, 3), tenants.slice(3, 6), tenants.slice(6)]) {
      const worker = await start();
      await worker.waitUntilReady();
      await Promise.all(part.map(announce));
      await new Promise((done) => setTimeout(done, 60));
      await worker.end("SIGKILL");
    }
    const last = await start();
    await last.waitUntilReady();
    for (const tenant of tenants) await eventually(() => notified(tenant), 40_000).toEqual(oneEach);
    const waiting =
      "SELECT FROM outbox WHERE dispatched_at IS NULL AND tenant_id = ANY($1) AND payload->>'requestId' = ANY($2)";
    const ids = [tenants.map((tenant) => tenant.tenantId), tenants.map((tenant) => tenant.ids.requestId)];
    await eventually(async () => (await database.admin.query(waiting, ids)).rowCount).toBe(0);
  });

  it("two workers share the queue and double nothing", async () => {
    const pair = [await start(), await start()];
    await Promise.all(pair.map((worker) => worker.waitUntilReady()));
    const tenants = await Promise.all(Array.from({ length: 5 }, mint));
    await Promise.all(tenants.map(announce));
    for (const tenant of tenants) await eventually(() => notified(tenant)).toEqual(oneEach);
    await new Promise((done) => setTimeout(done, 500));
    for (const tenant of tenants) expect(await notified(tenant)).toEqual(oneEach);
  });

  it("outlives an outage of the database and of the queue, says so, and goes on", async () => {
    const names = isRedis
      ? (["REDIS_URL"] as const)
      : (["DATABASE_URL", "DATABASE_SYSTEM_URL", "QUEUE_DATABASE_URL"] as const);
    const line = await startTcpProxy(Number(new URL(process.env[names[0]] ?? "").port));
    const changes = Object.fromEntries(
      names.map((name) => {
        const url = new URL(process.env[name] ?? "");
        url.port = String(line.port);
        return [name, url.href];
      }),
    );
    try {
      const a = await mint();
      const worker = await start(changes);
      await worker.waitUntilReady();
      await new Promise((done) => setTimeout(done, 300)); // what the fixture left to do would be done by now
      expect(await notified(a)).toEqual([]);
      await line.cut();
      await eventually(async () => (await worker.ready())?.body.status).toBe(isRedis ? "degraded" : "away");
      expect((await worker.ready())?.status).toBe(isRedis ? 200 : 503);
      expect((await fetch(`${worker.healthUrl}/live`)).status).toBe(200);
      await announce(a);
      await new Promise((done) => setTimeout(done, 1_000));
      expect(await notified(a)).toEqual([]);
      await line.restore();
      await eventually(() => notified(a), 40_000).toEqual(oneEach);
      await eventually(async () => (await worker.ready())?.body.status).toBe("ready");
      expect(worker.child.exitCode).toBeNull();
    } finally {
      await line.close();
    }
  });

  it.each([
    [{ NEXTAUTH_SECRET: "short" }, "NEXTAUTH_SECRET"],
    [{ DATABASE_URL: "nonsense" }, "DATABASE_URL"],
  ])("a wrong environment is one plain sentence and exit code 1: %j", async (changes, name) => {
    const worker = await start(changes);
    await once(worker.child, "exit");
    expect(worker.child.exitCode).toBe(1);
    expect(worker.output().trim().split("\n")).toEqual([expect.stringContaining(name)]);
  });

  it("so is a superuser's address, and a taken port", async () => {
    const unsafe = await start({ DATABASE_URL: database.urls.DATABASE_ADMIN_URL });
    await once(unsafe.child, "exit");
    expect([unsafe.child.exitCode, unsafe.output()]).toEqual([
      1,
      expect.stringMatching(/^DATABASE_URL connects as postgres, which is a superuser/m),
    ]);
    const port = await freePort();
    const holder = createServer().listen(port, "127.0.0.1");
    await once(holder, "listening");
    const late = await start({ WORKER_HEALTH_PORT: String(port) });
    await once(late.child, "exit");
    holder.close();
    expect(late.child.exitCode).toBe(1);
    expect(late.output().trim()).toBe(`Port ${port} is taken; set WORKER_HEALTH_PORT to a free one.`);
  });
});
