import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { type OwnDatabase, useOwnDatabase } from "../fixtures/own-database";
import { mintRichTenant, ownedBy, type RichTenant, tenantTables } from "../fixtures/rich-tenant";
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

/** A row of a workspace in a table, past row security. */
async function rowOf(table: string, tenantId: string): Promise<Record<string, unknown> | undefined> {
  const { rows } = await database.admin.query<Record<string, unknown>>(
    `SELECT * FROM ${table} WHERE ${ownedBy(table)} LIMIT 1`,
    [[tenantId]],
  );
  return rows[0];
}

/** The column that names whose a row is, and its value in a workspace's rows. */
async function ownership(table: string, tenantId: string): Promise<[column: string, value: unknown]> {
  const row = await rowOf(table, tenantId);
  return row && "tenant_id" in row ? ["tenant_id", tenantId] : ["site_no", row?.site_no];
}

describe("catalog", () => {
  it("has all three belts", async () => {
    expect(await checkCatalog(database.admin)).toEqual([]);
  });

  it("the fixture has a row of each workspace in every tenant table, so that seeing none means something", async () => {
    for (const table of tables) {
      for (const { tenantId } of [a, b])
        expect(await rowOf(table, tenantId), `${table}: add its row to tests/fixtures`).toBeDefined();
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
      const row = await rowOf(table, a.tenantId);
      const outcome = await asRole(database, "app_user", null, (client) =>
        client.query(`INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, $1)).*`, [
          JSON.stringify(row),
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
      const [column, value] = tables.includes(relation)
        ? await ownership(relation, b.tenantId)
        : ["tenant_id", b.tenantId];
      expect(new Set(rows.map((row: Record<string, unknown>) => row[column])), relation).toEqual(
        new Set([value]),
      );
    }
  });

  it.each([
    "UPDATE $table SET $column = $column WHERE $column = $1",
    "DELETE FROM $table WHERE $column = $1",
  ])("touches no row of A: %s", async (template) => {
    for (const table of tables) {
      const [column, value] = await ownership(table, a.tenantId);
      const sql = template.replaceAll("$table", table).replaceAll("$column", column);
      const outcome = await asRole(database, "app_user", b.tenantId, (client) => client.query(sql, [value]));
      expect(outcome.fault === undefined ? outcome.value.rowCount : 0, table).toBe(0);
    }
  });

  it("cannot move a row of its own to A, nor make one there", async () => {
    for (const table of tables) {
      const [column, value] = await ownership(table, a.tenantId);
      const move = await asRole(database, "app_user", b.tenantId, (client) =>
        client.query(`UPDATE ${table} SET ${column} = $1`, [value]),
      );
      expect(move.fault, table).toMatch(/row-level security|permission denied/);
      const row = await rowOf(table, a.tenantId);
      const copy = await asRole(database, "app_user", b.tenantId, (client) =>
        client.query(`INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, $1)).*`, [
          JSON.stringify(row),
        ]),
      );
      expect(copy.fault, table).toMatch(/row-level security|permission denied/);
    }
  });
});

describe("events, which belong to a workspace through their site", () => {
  const asB = <T>(sql: string, values: unknown[]) =>
    asRole<pg.QueryResult<T & pg.QueryResultRow>>(database, "app_user", b.tenantId, (client) =>
      client.query(sql, values),
    );
  const countOf = async (sql: string, values: unknown[]): Promise<number | string> => {
    const outcome = await asB<{ n: number }>(sql, values);
    return outcome.fault ?? outcome.value.rows[0]?.n ?? -1;
  };

  it("are not found by A's site number, by their id, or through the view", async () => {
    const [, no] = await ownership("events", a.tenantId);
    const id = a.ids.eventId;
    expect(await countOf("SELECT count(*)::int AS n FROM events WHERE site_no = $1", [no])).toBe(0);
    expect(await countOf("SELECT count(*)::int AS n FROM events WHERE id = $1", [id])).toBe(0);
    expect(await countOf("SELECT count(*)::int AS n FROM page_views WHERE id = $1", [id])).toBe(0);
    const ofSite = "SELECT count(*)::int AS n FROM page_views WHERE site_id = $1 OR tenant_id = $2";
    expect(await countOf(ofSite, [a.ids.siteId, a.tenantId])).toBe(0);
    expect(await countOf("SELECT count(*)::int AS n FROM page_views", [])).toBe(1);
  });

  it("are neither deleted nor made, not even in one's own site", async () => {
    const [, no] = await ownership("events", a.tenantId);
    const deletion = await asB("DELETE FROM events WHERE site_no = $1 OR id = $2", [no, a.ids.eventId]);
    expect(deletion.fault === undefined ? deletion.value.rowCount : deletion.fault).toBe(0);
    const [, own] = await ownership("events", b.tenantId);
    for (const siteNo of [no, own]) {
      const insert = await asB(
        "INSERT INTO events (id, visitor_key, site_no, path_id, client_id, name_id) VALUES ($1, 1, $2, 1, 1, 0)",
        [newId(), siteNo],
      );
      expect(insert.fault).toMatch(/permission denied/);
    }
  });

  it("could not be made in A's site even with the right to insert: the policy checks the site's number", async () => {
    const client = await database.admin.connect();
    const sql =
      "INSERT INTO events (id, visitor_key, site_no, path_id, client_id, name_id) VALUES ($1, 1, $2, 1, 1, 0)";
    try {
      await client.query("BEGIN; GRANT INSERT ON events TO app_user; SET LOCAL ROLE app_user");
      await client.query("SELECT set_config('app.tenant_id', $1, true)", [b.tenantId]);
      const [, own] = await ownership("events", b.tenantId);
      expect((await client.query(sql, [newId(), own])).rowCount).toBe(1);
      const [, no] = await ownership("events", a.tenantId);
      await expect(client.query(sql, [newId(), no])).rejects.toThrow(/row-level security/);
    } finally {
      await client.query("ROLLBACK");
      client.release();
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
