import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemPool } from "@/lib/db";
import { Collector, createCollectorServer, ScriptFile } from "@/lib/tracking/collect";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { mintTenant } from "../../fixtures/tenants";
import { catchUp, mintSite } from "../../fixtures/tracking";

const ADDRESSES = ["80.187.100.21", "2001:db8:77:1::42"];

let database: OwnDatabase;
beforeAll(async () => {
  database = await useOwnDatabase();
});
afterAll(() => database.drop());

/** All rows of all logged tables as text: what a dump without unlogged data holds. */
async function dump(): Promise<string> {
  const { rows } = await database.admin.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
  );
  expect(rows.length).toBeGreaterThan(40);
  const texts = await Promise.all(
    rows.map(async ({ name }) => {
      const table = await database.admin.query<{ line: string }>(
        `SELECT to_jsonb(t)::text AS line FROM ${name} t`,
      );
      return table.rows.map((row) => row.line).join("\n");
    }),
  );
  return texts.join("\n");
}

test("a dump taken after traffic holds no visitor's address and no salt", async () => {
  const site = await mintSite((await mintTenant()).tenantId);
  const collector = new Collector({
    pool: systemPool(),
    trustedProxies: ["127.0.0.1"],
    limitPerMin: 1_000,
    cityFile: undefined,
    log: { warn: () => undefined, info: () => undefined },
  });
  const server = createCollectorServer({
    collector,
    script: new ScriptFile("/nowhere/t.js"),
    isReady: () => Promise.resolve(true),
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  for (const address of ADDRESSES) {
    for (const more of [
      { t: "p" },
      { t: "e", n: "signup", p: { plan: "pro" } },
      { t: "v", v: 9_000 },
      { t: "p", b: 1 },
    ]) {
      const body = { k: site.siteKey, i: v7(), u: `https://${site.domain}/x`, s: Date.now(), ...more };
      const answer = await fetch(`http://127.0.0.1:${port}/e`, {
        method: "POST",
        body: JSON.stringify(body),
        headers: {
          "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
          "X-Forwarded-For": address,
        },
      });
      expect(answer.status).toBe(204);
    }
  }
  server.closeAllConnections();
  server.close();
  await collector.close();
  await catchUp();

  const salts = await database.admin.query<{ hex: string; base64: string }>(
    "SELECT encode(salt, 'hex') AS hex, encode(salt, 'base64') AS base64 FROM tracking_salts",
  );
  expect(salts.rows.length).toBeGreaterThan(0);
  const text = await dump();
  expect(text).toContain(site.domain);
  expect(text).toContain("signup");
  for (const address of ADDRESSES) expect(text).not.toContain(address);
  for (const { hex, base64 } of salts.rows) {
    expect(text).not.toContain(hex);
    expect(text).not.toContain(base64);
  }
});
