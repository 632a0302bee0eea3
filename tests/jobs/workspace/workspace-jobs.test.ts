import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/jobs/enqueue";
import { storage } from "@/lib/storage";
import { deleteTenant, getExport, requestExport } from "@/lib/workspace";
import { exportKey } from "@/lib/workspace/files";
import { purgeClosed } from "@/lib/workspace/jobs/purge-closed";
import { ownRedis } from "../../fixtures/own-redis";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { mintTenant } from "../../fixtures/tenants";
import { startWorkerProcess, type WorkerProcess } from "../../fixtures/worker-process";

const WAIT = { timeout: 40_000, interval: 200 };

let database: OwnDatabase;
let worker: WorkerProcess;
beforeAll(async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "ba-workspace-jobs-"));
  database = await useOwnDatabase({ DATA_DIR: folder, ...(await ownRedis(9)) });
  worker = await startWorkerProcess();
  await worker.waitUntilReady();
}, 90_000);
afterAll(async () => {
  await worker.end("SIGTERM");
  await database.drop();
});

test("an export that was asked for is written by the worker", async () => {
  const owner = await mintTenant();
  const { id } = await requestExport(owner.ctx);
  await expect.poll(async () => (await getExport(owner.ctx, id)).status, WAIT).toBe("ready");
  expect(await storage().head(exportKey(owner.tenantId, id))).toMatchObject({
    contentType: "application/zip",
  });
}, 60_000);

test("the schedule purges a workspace whose grace is over", async () => {
  const owner = await mintTenant({ name: "Gone" });
  await deleteTenant(owner.ctx, { confirmName: "Gone" });
  await database.admin.query(
    "UPDATE tenants SET purge_after_at = now() - interval '1 minute' WHERE id = $1",
    [owner.tenantId],
  );
  // What the schedule puts on the queue every five minutes.
  await enqueue(purgeClosed, {}, newId());
  const left = async () => {
    const { rowCount } = await database.admin.query("SELECT FROM tenants WHERE id = $1", [owner.tenantId]);
    return rowCount;
  };
  await expect.poll(left, WAIT).toBe(0);
}, 60_000);
