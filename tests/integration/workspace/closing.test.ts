import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { setClockForTests } from "@/lib/clock";
import { systemPool } from "@/lib/db";
import { storage } from "@/lib/storage";
import { deleteTenant, getTenant, listTenants, restoreTenant } from "@/lib/workspace";
import { PURGE_ORDER } from "@/lib/workspace/closing/purge-order.data";
import { exportKey } from "@/lib/workspace/files";
import { purgeClosedTenants } from "@/lib/workspace/sweeps/purge-closed";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import {
  fingerprint,
  mintRichTenant,
  ownedBy,
  type RichTenant,
  tenantTables,
} from "../../fixtures/rich-tenant";
import { mintMember, mintTenant, type Person } from "../../fixtures/tenants";
import { actionsOf, code, mailsTo } from "./support";

const DAY_MS = 86_400_000;

let database: OwnDatabase;
beforeAll(async () => {
  database = await useOwnDatabase({ DATA_DIR: mkdtempSync(path.join(tmpdir(), "ba-purge-")) });
});
afterEach(() => setClockForTests(null));
afterAll(() => database.drop());

/** Lets the grace of a workspace end a minute ago, and its websites be off long enough. */
async function endGrace(tenantId: string): Promise<void> {
  await database.admin.query(
    "UPDATE tenants SET deletion_requested_at = now() - interval '31 days', purge_after_at = now() - interval '1 minute' WHERE id = $1",
    [tenantId],
  );
}
const quietenSites = (tenantId: string) =>
  database.admin.query("UPDATE sites SET deleted_at = now() - interval '1 minute' WHERE tenant_id = $1", [
    tenantId,
  ]);

/** Rows of a workspace, and events whose website is gone, so that nothing says whose they were. */
async function rowsLeft(tenantId: string): Promise<Record<string, number>> {
  const left: Record<string, number> = {};
  for (const table of await tenantTables(database.admin)) {
    const { rows } = await database.admin.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${table} WHERE ${ownedBy(table)}`,
      [[tenantId]],
    );
    if (rows[0]?.n) left[table] = rows[0].n;
  }
  const { rowCount } = await database.admin.query(
    "SELECT FROM events WHERE site_no NOT IN (SELECT no FROM sites)",
  );
  if (rowCount) left.orphans = rowCount;
  return left;
}

const putFile = (key: string) =>
  storage().put(key, Buffer.from("zip"), { contentType: "application/zip", sizeBytesMax: 10 });

/** Files of a workspace: an export and a piece of a recording. */
async function putFiles({ tenantId, ids }: RichTenant): Promise<string[]> {
  const { rows } = await database.admin.query<{ key: string }>(
    "SELECT storage_key AS key FROM replay_chunks WHERE tenant_id = $1",
    [tenantId],
  );
  const keys = [exportKey(tenantId, ids.exportId ?? ""), ...rows.map((row) => row.key)];
  expect(keys).toHaveLength(2);
  for (const key of keys) await putFile(key);
  return keys;
}
const areStored = async (keys: string[]): Promise<boolean[]> =>
  Promise.all(keys.map(async (key) => (await storage().head(key)) !== null));

describe("deleting a workspace", () => {
  let owner: Person;
  beforeAll(async () => {
    owner = await mintTenant({ name: "Harbour Lights" });
  });

  test("takes the name typed exactly, and an owner", async () => {
    const admin = await mintMember(owner.tenantId, "admin");
    await expect(deleteTenant(admin.ctx, { confirmName: "Harbour Lights" })).rejects.toEqual(
      code("forbidden"),
    );
    await expect(restoreTenant(admin.ctx)).rejects.toEqual(code("forbidden"));
    await expect(deleteTenant(owner.ctx, { confirmName: "harbour lights" })).rejects.toEqual(
      code("validation_failed"),
    );
    expect((await getTenant(owner.ctx)).closing).toBeNull();
  });

  test("closes it for 30 days, tells all owners once, and can be taken back", async () => {
    const second = await mintMember(owner.tenantId, "owner");
    const closed = await deleteTenant(owner.ctx, { confirmName: "Harbour Lights" });
    const again = await deleteTenant(second.ctx, { confirmName: "Harbour Lights" });
    expect(again.closing).toEqual(closed.closing);
    const graceMs =
      Date.parse(closed.closing?.purgeAfterAt ?? "") - Date.parse(closed.closing?.requestedAt ?? "");
    expect(graceMs).toBe(30 * DAY_MS);
    for (const { email } of [owner, second])
      expect(await mailsTo(email)).toMatchObject([
        { template: "workspace-closing", params: { workspaceName: "Harbour Lights", by: "Test Person" } },
      ]);
    expect((await listTenants(owner)).items[0]?.closing?.requestedBy?.name).toBe("Test Person");
    expect((await restoreTenant(second.ctx)).closing).toBeNull();
    expect((await restoreTenant(second.ctx)).closing).toBeNull();
    expect(await actionsOf(owner, owner.tenantId)).toEqual([
      "workspace.create",
      "workspace.delete_request",
      "workspace.restore",
    ]);
  });

  test("cannot be taken back once the grace is over", async () => {
    const late = await mintTenant({ name: "Too late" });
    await deleteTenant(late.ctx, { confirmName: "Too late" });
    setClockForTests(() => Date.now() + 30 * DAY_MS + 1_000);
    await expect(restoreTenant(late.ctx)).rejects.toEqual(code("gone"));
  });
});

describe("the purge", () => {
  test("names every table of a workspace, each once", async () => {
    expect(PURGE_ORDER.map((step) => step.table).sort()).toEqual(await tenantTables(database.admin));
  });

  test("leaves nothing of the workspace and everything of another", async () => {
    const [gone, kept] = [await mintRichTenant(database.admin), await mintRichTenant(database.admin)];
    const [goneKeys, keptKeys] = [await putFiles(gone), await putFiles(kept)];
    const before = await fingerprint(database.admin, [kept.tenantId]);
    await deleteTenant(gone.owner.ctx, { confirmName: gone.marker });
    expect(await purgeClosedTenants()).toBe(0);
    await endGrace(gone.tenantId);
    expect(await purgeClosedTenants(), "collectors get time to forget the websites").toBe(0);
    expect(Object.keys(await rowsLeft(gone.tenantId)).length).toBeGreaterThan(15);
    await quietenSites(gone.tenantId);
    expect(await purgeClosedTenants()).toBe(1);
    expect(await rowsLeft(gone.tenantId)).toEqual({});
    const { rowCount } = await database.admin.query("SELECT FROM tenants WHERE id = $1", [gone.tenantId]);
    expect(rowCount).toBe(0);
    expect(await areStored(goneKeys)).toEqual([false, false]);
    expect(await areStored(keptKeys)).toEqual([true, true]);
    expect(await fingerprint(database.admin, [kept.tenantId])).toEqual(before);
    const { rows } = await database.admin.query("SELECT default_tenant_id FROM sessions WHERE id = $1", [
      gone.owner.sessionId,
    ]);
    expect(rows).toEqual([{ default_tenant_id: null }]);
  });

  test("works in batches, and twice at once is once", async () => {
    const gone = await mintTenant({ name: "Many rows" });
    await manyRows(gone.tenantId, 9_000);
    await endGrace(gone.tenantId);
    await Promise.all([purgeClosedTenants(), purgeClosedTenants(), purgeClosedTenants()]);
    await purgeClosedTenants();
    expect(await rowsLeft(gone.tenantId)).toEqual({});
  });

  test("killed at any point, the next run finishes it", { timeout: 90_000 }, async () => {
    const gone = await mintRichTenant(database.admin);
    await manyRows(gone.tenantId, 20_000);
    await endGrace(gone.tenantId);
    await quietenSites(gone.tenantId);
    for (let kill = 0; kill < 3; kill += 1) await purgeInProcessFor(400 + 300 * kill);
    await purgeClosedTenants();
    expect(await rowsLeft(gone.tenantId)).toEqual({});
  });

  test("never touches audit rows of a workspace that is not due", async () => {
    const kept: RichTenant = await mintRichTenant(database.admin);
    await deleteTenant(kept.owner.ctx, { confirmName: kept.marker });
    const before = await fingerprint(database.admin, [kept.tenantId]);
    const { rowCount } = await systemPool().query("DELETE FROM audit_logs WHERE tenant_id = $1", [
      kept.tenantId,
    ]);
    expect(rowCount).toBe(0);
    await purgeClosedTenants();
    expect(await fingerprint(database.admin, [kept.tenantId])).toEqual(before);
  });
});

async function manyRows(tenantId: string, count: number): Promise<void> {
  await database.admin.query(
    `INSERT INTO contacts (id, tenant_id, email) SELECT gen_random_uuid(), $1, 'c' || n || '@people.example' FROM generate_series(1, $2) n`,
    [tenantId, count],
  );
  await database.admin.query(
    `INSERT INTO events (id, visitor_key, site_no, path_id, client_id, name_id)
     SELECT overlay(e.id::text PLACING lpad(to_hex(n), 12, '0') FROM 25)::uuid, n, site_no, path_id, client_id, 0
     FROM events e JOIN sites ON no = site_no AND tenant_id = $1, generate_series(1, $2) n`,
    [tenantId, count],
  );
}

/** Runs the purge in a process of its own and kills it. */
async function purgeInProcessFor(afterMs: number): Promise<void> {
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const script = `import("./lib/workspace/sweeps/purge-closed.ts").then(async (m) => { process.stdout.write("go"); await m.purgeClosedTenants(); process.exit(0); });`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  await Promise.race([once(child.stdout, "data"), ended]);
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill("SIGKILL");
  await ended;
}

test("the docs say what a closing workspace does", () => {
  const readme = readFileSync(
    fileURLToPath(new URL("../../../lib/workspace/README.md", import.meta.url)),
    "utf8",
  );
  expect(readme).toMatch(/go on counting/);
});
