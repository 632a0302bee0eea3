import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import * as login from "@/app/api/v1/auth/login/route";
import { newKey } from "@/lib/ids";
import { closeLimiters, consume, forgive, giveBack } from "@/lib/rate-limit";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { call } from "../../fixtures/tenants";

let database: OwnDatabase;

beforeAll(async () => {
  database = await useOwnDatabase();
});
beforeEach(async () => {
  await database.admin.query("DELETE FROM rate_limits");
  closeLimiters();
});
afterAll(() => database.drop());

const tryFrom = (peer: string, email = `${newKey(6)}@nobody.example`) =>
  call(login.POST, { method: "POST", body: { email, password: "x" }, headers: { "x-ba-peer": peer } });

it("a dump of the counters names no caller and no person who was tried", async () => {
  await tryFrom("203.0.113.77", "ada@works.example");
  await tryFrom("2001:db8:7:7::1", "ada@works.example");
  const { rows } = await database.admin.query<{ key: string }>("SELECT key FROM rate_limits");
  expect(rows.length).toBeGreaterThan(4);
  const text = rows.map((row) => row.key).join("\n");
  expect(text).not.toMatch(/203\.0|2001|db8|works\.example/);
});

it("the addresses of one IPv6 connection count as one, in whatever spelling", async () => {
  const statuses: number[] = [];
  for (let i = 0; i < 31; i += 1)
    statuses.push((await tryFrom(`2001:db8:7:7:${i.toString(16)}::${i}`)).status);
  expect(statuses.slice(0, 30)).toEqual(Array(30).fill(401));
  expect(statuses[30]).toBe(429);
  for (const peer of ["2001:DB8:7:7::1", "2001:0db8:0007:0007:0:0:0:9", "2001:db8:7:7:1:2:192.0.2.1"])
    expect((await tryFrom(peer)).status, peer).toBe(429);
  for (const peer of ["2001:db8:7:8::1", "2001:db8::7", "::1", "::ffff:203.0.113.9", "203.0.113.9"])
    expect((await tryFrom(peer)).status, peer).toBe(401);
});

it("a point that is given back, or forgotten, is the one that was taken", async () => {
  const key = "ada@works.example|2001:db8::1";
  for (let i = 0; i < 5; i += 1) expect((await consume("login-account", key)).allowed).toBe(true);
  await giveBack("login-account", key);
  expect((await consume("login-account", key)).allowed).toBe(true);
  expect((await consume("login-account", key)).allowed).toBe(false);
  await forgive("login-account", key);
  expect(await consume("login-account", key)).toMatchObject({ allowed: true, remaining: 4 });
});
