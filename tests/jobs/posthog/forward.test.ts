import { afterAll, beforeAll, expect, test } from "vitest";
import { getPosthogState, savePosthogConnection } from "@/lib/posthog";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { type OwnSandbox, startSandbox } from "../../fixtures/sandbox";
import { mintTenant } from "../../fixtures/tenants";
import { mintSite } from "../../fixtures/tracking";
import { startWorkerProcess, type WorkerProcess } from "../../fixtures/worker-process";
import { connecting, logEvents, seenBy } from "../../integration/posthog/support";

let sandbox: OwnSandbox;
let database: OwnDatabase;
const workers: WorkerProcess[] = [];

beforeAll(async () => {
  sandbox = await startSandbox();
  database = await useOwnDatabase({
    ...sandbox.env,
    POSTHOG_FORWARD_INTERVAL_MS: "200",
    POSTHOG_LEASE_MS: "2000",
  });
});
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.end("SIGKILL")));
  await database.drop();
  await sandbox.stop();
});

const startWorker = async (): Promise<WorkerProcess> => {
  const worker = await startWorkerProcess();
  workers.push(worker);
  return worker;
};
const until = async (what: string, isSo: () => Promise<boolean>): Promise<void> => {
  for (const endMs = Date.now() + 40_000; Date.now() < endMs;) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`In vain: ${what}`);
};

test("a worker killed while PostHog is answering: the next one goes on, and PostHog has each event once", async () => {
  const owner = await mintTenant();
  const site = await mintSite(owner.tenantId);
  await savePosthogConnection(owner.ctx, connecting());
  const forwarded = async () => (await getPosthogState(owner.ctx)).connection?.forwardedCount ?? -1;
  const batches = async () => (await sandbox.ledger("posthog", { path: "/batch" })).length;
  const first = await startWorker();
  await first.waitUntilReady();
  const ids = await logEvents(site, [{ path: "/1" }]);
  await until("the first event is forwarded", async () => (await forwarded()) === 1);

  await sandbox.latency("posthog", 1_000);
  const before = await batches();
  ids.push(...(await logEvents(site, [{ path: "/2" }, { path: "/3", name: "Signed up" }])));
  await until("the next batch is on its way", async () => (await batches()) > before);
  await first.end("SIGKILL");
  await until("PostHog has it", async () => (await seenBy(sandbox)).events.length === 3);
  expect(await forwarded()).toBe(1);

  await sandbox.latency("posthog", 0);
  ids.push(...(await logEvents(site, [{ path: "/4" }])));
  await startWorker();
  await until("all are forwarded", async () => (await forwarded()) === 4);
  const { events, duplicates } = await seenBy(sandbox);
  expect(events.map(({ uuid }) => uuid)).toEqual(ids);
  expect(duplicates).toBeGreaterThanOrEqual(2);
  for (const worker of workers) expect(worker.output()).not.toMatch(/phc_sandbox/);
}, 150_000);
