import { afterAll, beforeAll, expect, test } from "vitest";
import { checkPassword } from "@/lib/passwords";
import { empty } from "../../../prisma/seed/scenarios/empty";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";

let database: OwnDatabase;
beforeAll(async () => {
  database = await useOwnDatabase();
});
afterAll(() => database.drop());

test("one person with one workspace and nothing else, however often it is loaded", async () => {
  const { demo } = await empty.load();
  await empty.load();
  const { rows } = await database.admin.query<{ email: string; password_hash: string }>(
    "SELECT email, password_hash FROM users",
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.email).toBe(demo.email);
  expect(await checkPassword(rows[0]?.password_hash ?? null, demo.password)).toBe(true);
  const counts = await database.admin.query<{
    tenants: number;
    companies: number;
    sites: number;
    events: number;
  }>(
    `SELECT (SELECT count(*)::int FROM tenants) AS tenants, (SELECT count(*)::int FROM companies) AS companies,
       (SELECT count(*)::int FROM sites) AS sites, (SELECT count(*)::int FROM events) AS events`,
  );
  expect(counts.rows[0]).toEqual({ tenants: 1, companies: 1, sites: 0, events: 0 });
  expect(demo.siteKey).toBeUndefined();
});
