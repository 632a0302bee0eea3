import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appPool, type TenantDb } from "@/lib/db";
import { newId } from "@/lib/ids";
import { systemCtx, withTenant } from "@/lib/tenancy";
import { type OwnDatabase, useOwnDatabase } from "../fixtures/own-database";

const TENANTS = 100;
const ROUNDS = 4;
const POOL_MAX = 5;
const LANES = 20;

let database: OwnDatabase;
const tenantIds = Array.from({ length: TENANTS }, () => newId());

beforeAll(async () => {
  database = await useOwnDatabase({ DATABASE_POOL_MAX: String(POOL_MAX) });
  await database.admin.query("INSERT INTO tenants (id, name) SELECT unnest($1::uuid[]), 'one of a hundred'", [
    tenantIds,
  ]);
});
afterAll(() => database.drop());

const setting = async (db: TenantDb): Promise<string | undefined> => {
  const rows = await db.$queryRaw<{ id: string }[]>`SELECT current_setting('app.tenant_id', true) AS id`;
  return rows[0]?.id;
};

class Changed extends Error {}

/** One transaction of a workspace; each kind ends in its own way. */
async function round(tenantId: string, n: number): Promise<void> {
  const kind = n % 4;
  const work = withTenant(systemCtx(tenantId, "test.concurrency"), async (db) => {
    expect(await setting(db)).toBe(tenantId);
    await db.contact.create({ data: { id: newId(), tenantId, email: `${n}-${kind}@people.example` } });
    await new Promise((resolve) => setImmediate(resolve));
    if (kind === 1) throw new Changed("the verb changed its mind");
    if (kind === 2) await db.contact.create({ data: { id: newId(), tenantId: "not a uuid", email: "x" } });
    if (kind === 3) await db.$executeRaw`SELECT 1 / 0`;
    const rows = await db.contact.findMany({ select: { tenantId: true } });
    expect(new Set(rows.map((row) => row.tenantId))).toEqual(new Set([tenantId]));
    expect(await setting(db)).toBe(tenantId);
  });
  if (kind === 0) return work;
  await expect(work).rejects.toThrow(kind === 1 ? Changed : /uuid|UUID|division by zero/);
}

describe(`${TENANTS} workspaces over a pool of ${POOL_MAX}`, () => {
  it("never see each other, also when transactions roll back or fail in between", async () => {
    // Twenty lanes, so that four wait for each connection; each lane goes from workspace to workspace.
    const lanes = Array.from({ length: LANES }, (_, lane) =>
      tenantIds.filter((_id, i) => i % LANES === lane),
    );
    await Promise.all(
      lanes.map(async (lane) => {
        for (let n = 0; n < ROUNDS; n += 1)
          for (const [i, tenantId] of lane.entries()) await round(tenantId, n + i);
      }),
    );
    const { rows } = await database.admin.query<{ tenant_id: string; n: number; mails: number }>(
      "SELECT tenant_id, count(*)::int AS n, count(*) FILTER (WHERE email LIKE '%-0@%')::int AS mails FROM contacts GROUP BY 1",
    );
    expect(rows.length).toBe(TENANTS);
    for (const row of rows) expect([row.n, row.mails]).toEqual([ROUNDS / 4, ROUNDS / 4]);
  });

  it("leave no context on any connection", async () => {
    const clients = await Promise.all(Array.from({ length: POOL_MAX }, () => appPool().connect()));
    try {
      for (const client of clients) {
        const { rows } = await client.query(
          "SELECT app_tenant_id() AS id, (SELECT count(*)::int FROM contacts) AS n",
        );
        expect(rows).toEqual([{ id: null, n: 0 }]);
      }
    } finally {
      clients.forEach((client) => client.release());
    }
  });

  it("a verb inside a verb joins the transaction, and both roll back together", async () => {
    const ctx = systemCtx(tenantIds[0] ?? "", "test.join");
    const email = "joined@people.example";
    const outer = withTenant(ctx, async (db) => {
      await withTenant({ ...ctx, db }, (inner) => {
        expect(inner).toBe(db);
        return inner.contact.create({ data: { id: newId(), tenantId: ctx.tenantId, email } });
      });
      throw new Changed("after the inner verb");
    });
    await expect(outer).rejects.toThrow(Changed);
    expect(
      await withTenant(ctx, (db) => db.contact.count({ where: { tenantId: ctx.tenantId, email } })),
    ).toBe(0);
  });

  it("the pool holds: twice as many open transactions as connections wait for each other and all end", async () => {
    const done = await Promise.all(
      tenantIds.slice(0, POOL_MAX * 2).map((tenantId) =>
        withTenant(systemCtx(tenantId, "test.wait"), async (db) => {
          await db.$executeRaw`SELECT pg_sleep(0.05)`;
          return setting(db);
        }),
      ),
    );
    expect(done).toEqual(tenantIds.slice(0, POOL_MAX * 2));
  });
});
