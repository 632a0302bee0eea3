import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OwnDatabase, useOwnDatabase } from "../fixtures/own-database";
import { mintRichTenant, type RichTenant, tenantTables } from "../fixtures/rich-tenant";
import { checkCatalog } from "./catalog-rules";
import { asRole } from "./as-role";

let database: OwnDatabase;
let a: RichTenant;
let b: RichTenant;
let tables: string[];

beforeAll(async () => {
  database = await useOwnDatabase();
  a = await mintRichTenant(database.admin);
  b = await mintRichTenant(database.admin);
  tables = await tenantTables(database.admin);
});
afterAll(() => database.drop());

const relations = async (kinds: string, partitions: boolean): Promise<string[]> => {
  const { rows } = await database.admin.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = ANY($1)
       AND relispartition = $2 AND relname <> '_prisma_migrations' ORDER BY 1`,
    [kinds.split(""), partitions],
  );
  return rows.map((row) => row.name);
};

/** Rows a role sees, or "denied". */
const seen = async (role: "app_user" | "app_system", relation: string, tenantId: string | null) => {
  const outcome = await asRole(database, role, tenantId, (client) =>
    client.query(`SELECT * FROM ${relation}`),
  );
  return outcome.fault === undefined ? outcome.value.rows : outcome.fault;
};

describe("catalog", () => {
  it("has all three belts", async () => {
    expect(await checkCatalog(database.admin)).toEqual([]);
  });

  it("the fixture has a row of each workspace in every tenant table, so that seeing none means something", async () => {
    for (const table of tables) {
      const { rows } = await database.admin.query<{ n: number }>(
        `SELECT count(DISTINCT tenant_id)::int AS n FROM ${table} WHERE tenant_id = ANY($1)`,
        [[a.tenantId, b.tenantId]],
      );
      expect(rows[0]?.n, `${table}: add its row to tests/fixtures/rich-tenant.ts`).toBe(2);
    }
  });
});

describe("app_user without a workspace", () => {
  it("sees no row in any table or view", async () => {
    for (const relation of [...tables, "tenants", ...(await relations("vm", false))]) {
      expect(await seen("app_user", relation, null), relation).toEqual([]);
    }
  });

  it("is not let into global tables and partitions at all", async () => {
    const closed = [...(await relations("rp", true)), ...(await relations("rp", false))].filter(
      (name) => !tables.includes(name) && name !== "tenants",
    );
    expect(closed).toEqual(
      expect.arrayContaining(["users", "sessions", "events_2026_11"].filter((n) => closed.includes(n))),
    );
    expect(closed.length).toBeGreaterThan(8);
    for (const relation of closed)
      expect(await seen("app_user", relation, null), relation).toMatch(/permission denied/);
  });

  it("writes nothing", async () => {
    for (const table of tables) {
      const { rows } = await database.admin.query<Record<string, unknown>>(
        `SELECT * FROM ${table} WHERE tenant_id = $1 LIMIT 1`,
        [a.tenantId],
      );
      const outcome = await asRole(database, "app_user", null, (client) =>
        client.query(`INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, $1)).*`, [
          JSON.stringify(rows[0]),
        ]),
      );
      expect(outcome.fault, table).toMatch(/row-level security|permission denied/);
    }
  });
});

describe("app_user in workspace B", () => {
  it("sees its own rows only, in every table and view", async () => {
    for (const relation of [...tables, ...(await relations("v", false))]) {
      const rows = await seen("app_user", relation, b.tenantId);
      if (typeof rows === "string") throw new Error(`${relation}: ${rows}`);
      expect(rows.length, relation).toBeGreaterThan(0);
      expect(new Set(rows.map((row: { tenant_id: string }) => row.tenant_id)), relation).toEqual(
        new Set([b.tenantId]),
      );
    }
  });

  it.each([
    "UPDATE %s SET tenant_id = tenant_id WHERE tenant_id = $1",
    "DELETE FROM %s WHERE tenant_id = $1",
  ])("touches no row of A: %s", async (template) => {
    for (const table of tables) {
      const sql = template.replace("%s", table);
      const outcome = await asRole(database, "app_user", b.tenantId, (client) =>
        client.query(sql, [a.tenantId]),
      );
      expect(outcome.fault === undefined ? outcome.value.rowCount : 0, table).toBe(0);
    }
  });

  it("cannot move a row of its own to A, nor make one there", async () => {
    for (const table of tables) {
      const move = await asRole(database, "app_user", b.tenantId, (client) =>
        client.query(`UPDATE ${table} SET tenant_id = $1`, [a.tenantId]),
      );
      expect(move.fault, table).toMatch(/row-level security|permission denied/);
      const { rows } = await database.admin.query<Record<string, unknown>>(
        `SELECT * FROM ${table} WHERE tenant_id = $1 LIMIT 1`,
        [a.tenantId],
      );
      const copy = await asRole(database, "app_user", b.tenantId, (client) =>
        client.query(`INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, $1)).*`, [
          JSON.stringify(rows[0]),
        ]),
      );
      expect(copy.fault, table).toMatch(/row-level security|permission denied/);
    }
  });
});

describe("partitions", () => {
  it("hold the events, yet show them to nobody directly", async () => {
    const parts = await relations("r", true);
    const { rows } = await database.admin.query<{ part: string }>(
      "SELECT DISTINCT tableoid::regclass::text AS part FROM events",
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { part } of rows) expect(parts).toContain(part);
    for (const role of ["app_user", "app_system"] as const) {
      for (const part of parts)
        expect(await seen(role, part, a.tenantId), `${role} ${part}`).toMatch(/permission denied/);
    }
  });

  it("are as closed when a later month is made by the schedule", async () => {
    const made = await asRole(
      database,
      "app_system",
      null,
      (client) => client.query("SELECT ensure_event_partitions('2024-01-15'::date) AS n"),
      { keep: true },
    );
    expect(made.fault).toBeUndefined();
    expect(await relations("r", true)).toContain("events_2024_02");
    expect(await checkCatalog(database.admin)).toEqual([]);
    const again = await asRole(database, "app_user", a.tenantId, (client) =>
      client.query("SELECT ensure_event_partitions()"),
    );
    expect(again.fault).toMatch(/permission denied/);
  });

  it("go by whole months only", async () => {
    await asRole(
      database,
      "app_system",
      null,
      (client) => client.query("SELECT drop_event_partitions('2024-03-31'::date)"),
      { keep: true },
    );
    const left = await relations("r", true);
    expect(left).not.toContain("events_2024_02");
    expect(left).toContain("events_2024_03");
  });
});
