import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import * as live from "@/app/api/health/route";
import * as ready from "@/app/api/health/ready/route";
import * as register from "@/app/api/v1/auth/register/route";
import * as me from "@/app/api/v1/me/route";
import { appPool, disconnectAll, inTransaction } from "@/lib/db";
import { resetEnvForTests } from "@/lib/env";
import { newId } from "@/lib/ids";
import { relayOnce } from "@/lib/outbox";
import { withTenant } from "@/lib/tenancy";
import { tenantRoute } from "@/lib/http";
import { z } from "zod";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { startTcpProxy, type TcpProxy } from "../../fixtures/tcp-proxy";
import { call, mintTenant, type Person } from "../../fixtures/tenants";

let database: OwnDatabase;
let line: TcpProxy;
let person: Person;

beforeAll(async () => {
  database = await useOwnDatabase();
  person = await mintTenant();
  await disconnectAll();
  line = await startTcpProxy(Number(new URL(database.urls.DATABASE_URL).port));
  for (const name of ["DATABASE_URL", "DATABASE_SYSTEM_URL"] as const) {
    const url = new URL(database.urls[name]);
    url.port = String(line.port);
    process.env[name] = url.href;
  }
  resetEnvForTests();
});
afterEach(async () => {
  await line.close();
  await line.restore();
});
afterAll(async () => {
  await disconnectAll();
  await line.close();
  await database.drop();
});

const ask = () => call(me.GET, { as: person });
const recovers = () =>
  expect.poll(async () => (await ask()).status, { timeout: 10_000, interval: 50 }).toBe(200);

/** A verb that writes and is still under way when the line is cut. */
const slow = tenantRoute({
  summary: "Try",
  permission: "contacts.write",
  output: z.object({}),
  status: 201,
  handle: (ctx) =>
    withTenant(ctx, async (db) => {
      await db.contact.create({ data: { id: newId(), tenantId: ctx.tenantId, email: "cut@people.example" } });
      await line.close();
      await db.contact.count({ where: { tenantId: ctx.tenantId } });
      return {};
    }),
});

describe("Postgres away", () => {
  it("503 with Retry-After on every route, quickly, and recovery without a restart", async () => {
    await recovers();
    await line.close();
    const startedAtMs = performance.now();
    const answers = [
      await ask(),
      await call(register.POST, {
        method: "POST",
        body: { email: "a@b.example", password: "long enough password" },
      }),
    ];
    for (const answer of answers) {
      expect(answer.json).toMatchObject({ status: 503, code: "unavailable" });
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(answer.text).not.toMatch(/ECONN|127\.0\.0\.1|postgres/);
    }
    expect(performance.now() - startedAtMs).toBeLessThan(8_000);
    await line.restore();
    await recovers();
  });

  it("ready says away with 503, live stays 200", async () => {
    await recovers();
    expect((await ready.GET()).status).toBe(200);
    await line.close();
    const answer = await ready.GET();
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await answer.json()).toMatchObject({ status: "away", database: false });
    expect(live.GET().status).toBe(200);
    await line.restore();
    await recovers();
    expect((await ready.GET()).status).toBe(200);
  });

  it("a transaction under way is 503 and stores nothing, also with its Idempotency-Key, which works afterwards", async () => {
    await recovers();
    const headers = { "idempotency-key": newId() };
    const answer = await call(slow, { as: person, method: "POST", headers });
    expect(answer.json).toMatchObject({ status: 503, code: "unavailable" });
    const { rows } = await database.admin.query(
      "SELECT (SELECT count(*)::int FROM contacts) AS contacts, (SELECT count(*)::int FROM idempotency_keys) AS keys",
    );
    expect(rows).toEqual([{ contacts: 0, keys: 0 }]);
    await line.restore();
    await recovers();
  });

  it("a transaction on a plain connection writes nothing when it fails; a refused statement costs no connection, a cut line does", async () => {
    await recovers();
    const pool = new pg.Pool({ connectionString: process.env.DATABASE_SYSTEM_URL });
    pool.on("connect", (client) => client.on("error", () => undefined));
    const name = `cut ${newId()}`;
    const WRITE = "INSERT INTO rollup_cursors (name) VALUES ($1)";
    const fails = (how: (client: pg.PoolClient) => Promise<unknown>) =>
      inTransaction(pool, "BEGIN", async (client) => {
        await client.query(WRITE, [name]);
        return how(client);
      });
    await expect(fails((client) => client.query("SELECT 1 / 0"))).rejects.toThrow("division by zero");
    expect(pool.totalCount).toBe(1);
    await expect(fails(() => Promise.reject(new Error("given up")))).rejects.toThrow("given up");
    expect(pool.totalCount).toBe(0);
    await expect(
      fails(async (client) => {
        await line.close();
        return client.query("SELECT 1");
      }),
    ).rejects.toThrow();
    expect(pool.totalCount).toBe(0);
    await pool.end();
    const { rows } = await database.admin.query("SELECT FROM rollup_cursors WHERE name = $1", [name]);
    expect(rows).toEqual([]);
  });

  it("connections that the server ended while idle are replaced, and no later request notices", async () => {
    await recovers();
    await database.admin.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND usename IN ('app_user', 'app_system')",
      [database.name],
    );
    await new Promise((done) => setTimeout(done, 200));
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
  });

  it("a hundred requests during the outage hang nobody and exhaust nothing", async () => {
    await line.close();
    const answers = await Promise.all(Array.from({ length: 100 }, ask));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([503]));
    await line.restore();
    await recovers();
    expect(appPool().waitingCount).toBe(0);
  });

  it("a line that goes silent ends in 503 too", { timeout: 60_000 }, async () => {
    await recovers();
    line.stall(true);
    const answer = await ask();
    line.stall(false);
    expect(answer.status).toBe(503);
    await recovers();
  });

  it("the relay reports the outage, and goes on afterwards", async () => {
    await line.close();
    await expect(relayOnce(async () => undefined)).rejects.toThrow();
    await line.restore();
    await expect.poll(() => relayOnce(async () => undefined).catch(() => -1), { timeout: 10_000 }).toBe(0);
  });
});
