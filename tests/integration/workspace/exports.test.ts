import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inflateRawSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { setClockForTests } from "@/lib/clock";
import { newId } from "@/lib/ids";
import { storage } from "@/lib/storage";
import { systemCtx } from "@/lib/tenancy";
import { getExport, listExports, requestExport } from "@/lib/workspace";
import { runExport } from "@/lib/workspace/exports/run-export";
import { EXPORT_TABLES, NOT_EXPORTED } from "@/lib/workspace/exports/tables.data";
import { exportKey } from "@/lib/workspace/files";
import { sweepExports } from "@/lib/workspace/sweeps/sweep-exports";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { mintRichTenant, ownedBy, type RichTenant, tenantTables } from "../../fixtures/rich-tenant";
import { mintMember, mintTenant } from "../../fixtures/tenants";
import { actionsOf, code, mailsTo } from "./support";

const DAY_MS = 86_400_000;

let database: OwnDatabase;
let mine: RichTenant;
let other: RichTenant;
beforeAll(async () => {
  database = await useOwnDatabase({ DATA_DIR: mkdtempSync(path.join(tmpdir(), "ba-export-")) });
  mine = await mintRichTenant(database.admin);
  other = await mintRichTenant(database.admin);
});
afterEach(() => setClockForTests(null));
afterAll(() => database.drop());

/** The files of a ZIP archive, read from its central directory (PKWARE APPNOTE, 4.3). */
function unzip(zip: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [size, nameLength, extraLength, commentLength, local] = [
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
      zip.readUInt32LE(at + 42),
    ];
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(data, data + size);
    files.set(name, (zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(bytes) : bytes).toString("utf8"));
    at += 46 + nameLength + extraLength + commentLength;
  }
  return files;
}

async function archiveOf(tenantId: string, exportId: string): Promise<Map<string, string>> {
  const stored = await storage().get(exportKey(tenantId, exportId));
  const chunks: Buffer[] = [];
  for await (const chunk of stored?.stream ?? []) chunks.push(chunk as Buffer);
  return unzip(Buffer.concat(chunks));
}

const lines = (text: string | undefined): string[] => (text ?? "").split("\n").filter(Boolean);

describe("an export", () => {
  test("names every table of a workspace, or says why not", async () => {
    const known = [...EXPORT_TABLES.map((table) => table.table), ...Object.keys(NOT_EXPORTED)];
    expect(known.sort()).toEqual(await tenantTables(database.admin));
  });

  test("holds what the database holds, nothing of others, and no secrets", async () => {
    await database.admin.query(
      `INSERT INTO contacts (id, tenant_id, email, name) SELECT gen_random_uuid(), $1, 'c' || n || '@people.example', '=1+' || n FROM generate_series(1, 2500) n`,
      [mine.tenantId],
    );
    const asked = await requestExport(mine.owner.ctx);
    expect(asked.status).toBe("queued");
    await expect(requestExport(mine.owner.ctx)).rejects.toEqual(code("conflict"));
    await runExport(systemCtx(mine.tenantId, "test"), asked.id);
    const ready = await getExport(mine.owner.ctx, asked.id);
    expect(ready).toMatchObject({ status: "ready", lastError: null, progress: null });
    expect(Date.parse(ready.expiresAt ?? "") - Date.parse(ready.readyAt ?? "")).toBe(7 * DAY_MS);

    const files = await archiveOf(mine.tenantId, asked.id);
    for (const { table, omit = [] } of EXPORT_TABLES) {
      const { rows } = await database.admin.query<{ line: string }>(
        `SELECT (to_jsonb(t) - $2::text[])::text AS line FROM ${table} t WHERE ${ownedBy(table)}`,
        [[mine.tenantId], [...omit]],
      );
      const told = lines(files.get(`${table}.ndjson`));
      if (table === "memberships") {
        expect(told).toHaveLength(rows.length);
        expect(told.join()).toContain(mine.viewer.email);
      } else if (table === "workspace_exports") expect(told).toHaveLength(rows.length);
      else expect(told.sort(), table).toEqual(rows.map((row) => row.line).sort());
    }
    const all = [...files.values()].join("\n");
    expect(all).not.toContain(other.marker);
    expect(all).not.toMatch(/_hash"|_sealed"|project_key|dedupe_key/);
    expect(files.get("README.txt")).toContain("contacts.ndjson (also csv/contacts.csv)");
    expect(JSON.parse(files.get("workspace.json") ?? "{}")).toMatchObject({ name: mine.marker });
    const csv = files.get("csv/contacts.csv") ?? "";
    expect(csv.split("\r\n")[0]).toBe("id,tenant_id,email,name,company_name,phone,created_at,updated_at");
    expect(csv.split("\r\n")).toHaveLength(2_503);
    expect(csv).toContain(",'=1+7,");
    expect(await actionsOf(mine.owner, asked.id)).toEqual(["workspace.export"]);
    expect(await mailsTo(mine.owner.email)).toMatchObject([{ template: "export-ready" }]);
  });

  test("run twice is written once, and told once", async () => {
    const owner = await mintTenant();
    const { id } = await requestExport(owner.ctx);
    const ctx = systemCtx(owner.tenantId, "test");
    await Promise.all([runExport(ctx, id), runExport(ctx, id)]);
    await runExport(ctx, id);
    expect(await mailsTo(owner.email)).toHaveLength(1);
  });

  test("of a run that died is started again; one that never ends is given up", async () => {
    const owner = await mintTenant();
    const { id } = await requestExport(owner.ctx);
    const events = async () => {
      const { rows } = await database.admin.query("SELECT FROM outbox WHERE payload->>'exportId' = $1", [id]);
      return rows.length;
    };
    await database.admin.query(
      "UPDATE workspace_exports SET status = 'running', claimed_until = now() + interval '1 minute' WHERE id = $1",
      [id],
    );
    await runExport(systemCtx(owner.tenantId, "test"), id);
    await sweepExports();
    expect(await events()).toBe(1);
    setClockForTests(() => Date.now() + 3 * 60_000);
    await sweepExports();
    expect(await events()).toBe(2);
    setClockForTests(() => Date.now() + 7 * 3_600_000);
    await sweepExports();
    expect(await getExport(owner.ctx, id)).toMatchObject({
      status: "failed",
      lastError: expect.stringMatching(/six hours/),
    });
  });

  test("is deleted after a week", async () => {
    const owner = await mintTenant();
    const { id } = await requestExport(owner.ctx);
    await runExport(systemCtx(owner.tenantId, "test"), id);
    expect((await getExport(owner.ctx, id)).downloadUrl).toMatch(/\/api\/files\/tenants\/.*signature=/);
    expect((await listExports(owner.ctx)).items[0]?.downloadUrl).toBeNull();
    setClockForTests(() => Date.now() + 7 * DAY_MS + 1_000);
    expect(await getExport(owner.ctx, id)).toMatchObject({ status: "expired", downloadUrl: null });
    await sweepExports();
    expect(await storage().head(exportKey(owner.tenantId, id))).toBeNull();
  });

  test("is for owners and admins, and does not exist elsewhere", async () => {
    const owner = await mintTenant();
    const editor = await mintMember(owner.tenantId, "editor");
    const { id } = await requestExport(owner.ctx);
    await expect(requestExport(editor.ctx)).rejects.toEqual(code("forbidden"));
    await expect(getExport(editor.ctx, id)).rejects.toEqual(code("forbidden"));
    await expect(getExport(mine.owner.ctx, id)).rejects.toEqual(code("not_found"));
    await expect(getExport(owner.ctx, newId())).rejects.toEqual(code("not_found"));
    await runExport(systemCtx(mine.tenantId, "test"), id);
    expect(await getExport(owner.ctx, id)).toMatchObject({ status: "queued" });
  });
});
