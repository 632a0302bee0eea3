import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AUDIT_ACTIONS, emitAudit } from "@/lib/audit";
import { appPool } from "@/lib/db";
import { newId } from "@/lib/ids";
import { type Ctx, publicCtx, systemCtx, withTenant } from "@/lib/tenancy";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { mintTenant, type Person } from "../../fixtures/tenants";

let database: OwnDatabase;
let person: Person;

beforeAll(async () => {
  database = await useOwnDatabase();
  person = await mintTenant();
});
afterAll(() => database.drop());

const write = (ctx: Ctx, entityId: string, after: unknown = undefined, before: unknown = undefined) =>
  withTenant(ctx, (db) =>
    emitAudit(db, ctx, { action: "site.update", entityType: "site", entityId, before, after }),
  );
const rowOf = async (entityId: string) => {
  const { rows } = await database.admin.query<Record<string, unknown>>(
    "SELECT * FROM audit_logs WHERE entity_id = $1",
    [entityId],
  );
  return rows[0];
};

describe("the audit log", () => {
  it("says who did what in which request", async () => {
    const key: Ctx = { ...person.ctx, actor: { type: "api_key", keyId: "key-1", permissions: [] } };
    const actors: [Ctx, string, string][] = [
      [person.ctx, "user", person.userId],
      [key, "api_key", "key-1"],
      [systemCtx(person.tenantId, "job.name"), "system", "job.name"],
      [publicCtx(person.tenantId, "form:1", "request-9"), "public", "form:1"],
    ];
    for (const [ctx, actor_type, actor_id] of actors) {
      const id = newId();
      await write(ctx, id);
      expect(await rowOf(id)).toMatchObject({
        actor_type,
        actor_id,
        request_id: ctx.requestId,
        tenant_id: person.tenantId,
        before: null,
        after: null,
      });
    }
  });

  it("keeps before and after as JSON: dates as ISO text, big numbers as text", async () => {
    const id = newId();
    await write(
      person.ctx,
      id,
      { at: new Date(0), big: 2n ** 60n, gone: undefined, deep: { list: [1, null] } },
      { name: "old" },
    );
    expect(await rowOf(id)).toMatchObject({
      before: { name: "old" },
      after: { at: "1970-01-01T00:00:00.000Z", big: "1152921504606846976", deep: { list: [1, null] } },
    });
  });

  it("goes with its change: rolled back together", async () => {
    const id = newId();
    const failing = withTenant(person.ctx, async (db) => {
      await emitAudit(db, person.ctx, { action: "site.create", entityType: "site", entityId: id });
      throw new Error("the verb failed");
    });
    await expect(failing).rejects.toThrow("the verb failed");
    expect(await rowOf(id)).toBeUndefined();
  });

  it("cannot be written for another workspace", async () => {
    const other = await mintTenant();
    const forged = withTenant(person.ctx, (db) =>
      emitAudit(db, other.ctx, { action: "site.create", entityType: "site", entityId: newId() }),
    );
    await expect(forged).rejects.toThrow(/row-level security/);
  });

  it("cannot be changed or emptied by the product itself", async () => {
    for (const sql of [
      "UPDATE audit_logs SET action = 'x'",
      "DELETE FROM audit_logs",
      "TRUNCATE audit_logs",
    ]) {
      await expect(appPool().query(sql)).rejects.toThrow(/permission denied/);
    }
  });

  it("knows its actions by name, each once", () => {
    expect(new Set(AUDIT_ACTIONS).size).toBe(AUDIT_ACTIONS.length);
    for (const action of AUDIT_ACTIONS) expect(action).toMatch(/^[a-z_]+\.[a-z_]+$/);
  });
});
