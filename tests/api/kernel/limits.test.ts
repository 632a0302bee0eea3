import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { resetEnvForTests } from "@/lib/env";
import { publicRoute, tenantRoute } from "@/lib/http";
import { closeLimiters, consume, forgive, giveBack, sweepLimits } from "@/lib/rate-limit";
import { call, mintTenant } from "../../fixtures/tenants";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";

let database: OwnDatabase;
let handled = 0;

const open = publicRoute({
  summary: "Try",
  rateLimit: "anon",
  output: z.object({}),
  handle: async () => ({}),
});
const inside = tenantRoute({
  summary: "Try",
  permission: "workspace.read",
  output: z.object({}),
  handle: async () => {
    handled += 1;
    return {};
  },
});
const from = (peer: string, forwarded?: string) => ({
  headers: { "x-ba-peer": peer, ...(forwarded ? { "x-forwarded-for": forwarded } : {}) },
});

beforeAll(async () => {
  database = await useOwnDatabase({
    RATE_LIMIT_SESSION_PER_MIN: "4",
    RATE_LIMIT_ANON_PER_MIN: "3",
    TRUSTED_PROXIES: "10.0.0.1",
  });
});
afterAll(() => database.drop());
afterEach(() => {
  delete process.env.REDIS_URL;
  resetEnvForTests();
  closeLimiters();
});

const backends: [name: string, url: string | undefined][] = [
  ["in Postgres", undefined],
  ...(process.env.TEST_REDIS_URL
    ? [["in Redis", process.env.TEST_REDIS_URL] satisfies [string, string]]
    : []),
  ["in memory, while Redis is away", "redis://127.0.0.1:1"],
];

describe.each(backends)("limits %s", (_name, url) => {
  const useBackend = () => {
    if (url) process.env.REDIS_URL = url;
    resetEnvForTests();
    closeLimiters();
  };

  // A request that comes before the connection to Redis stands is counted in memory.
  const settle = async () => {
    await consume("anon", "first of all");
    await new Promise((done) => setTimeout(done, 200));
  };

  it("count down in the headers, then answer 429 with Retry-After, before the verb runs", async () => {
    useBackend();
    await settle();
    const person = await mintTenant();
    handled = 0;
    for (const left of [3, 2, 1, 0]) {
      const answer = await call(inside, { as: person });
      expect(answer.status, answer.text).toBe(200);
      expect(answer.headers.get("ratelimit-limit")).toBe("4");
      expect(answer.headers.get("ratelimit-remaining")).toBe(String(left));
      expect(Number(answer.headers.get("ratelimit-reset"))).toBeLessThanOrEqual(60);
    }
    const refused = await call(inside, { as: person });
    expect(refused.json).toMatchObject({ status: 429, code: "rate_limited" });
    expect(refused.headers.get("ratelimit-remaining")).toBe("0");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(60);
    expect(handled).toBe(4);
    expect(
      (await call(inside, { as: await mintTenant() })).status,
      "another person has a count of their own",
    ).toBe(200);
  });

  it("count together when requests come at once", async () => {
    useBackend();
    await settle();
    const person = await mintTenant();
    const answers = await Promise.all(Array.from({ length: 12 }, () => call(inside, { as: person })));
    expect(answers.filter((answer) => answer.status === 200).length).toBe(4);
  });

  it("can be given back, or forgotten", async () => {
    useBackend();
    await settle();
    const key = `someone-${Math.random()}`;
    const isAllowed = async () => (await consume("anon", key)).allowed;
    expect([await isAllowed(), await isAllowed(), await isAllowed()]).toEqual([true, true, true]);
    await giveBack("anon", key);
    expect([await isAllowed(), await isAllowed()]).toEqual([true, false]);
    await forgive("anon", key);
    expect(await isAllowed()).toBe(true);
  });
});

describe("whose count it is", () => {
  it("an address; a header that anyone can write makes no new one", async () => {
    for (let i = 0; i < 3; i += 1)
      expect((await call(open, from("203.0.113.5", `198.51.100.${i}`))).status).toBe(200);
    expect((await call(open, from("203.0.113.5", "198.51.100.77"))).status).toBe(429);
    expect((await call(open, from("203.0.113.6"))).status).toBe(200);
  });

  it("behind a trusted proxy the address that it reports", async () => {
    for (let i = 0; i < 3; i += 1)
      expect((await call(open, from("10.0.0.1", "198.51.100.1"))).status).toBe(200);
    expect((await call(open, from("10.0.0.1", "198.51.100.1"))).status).toBe(429);
    expect((await call(open, from("10.0.0.1", "198.51.100.2"))).status).toBe(200);
    expect(
      (await call(open, from("10.0.0.1", "203.0.113.99, 198.51.100.1"))).status,
      "what stands before it is the caller's own word",
    ).toBe(429);
  });
});

it("closed windows are swept", async () => {
  await database.admin.query("INSERT INTO rate_limits (key, points, expire) VALUES ('old', 1, 1)");
  const { rows } = await database.admin.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM rate_limits WHERE expire > 1",
  );
  expect(rows[0]?.n).toBeGreaterThan(0);
  expect(await sweepLimits()).toBe(1);
  expect((await database.admin.query("SELECT FROM rate_limits")).rowCount).toBe(rows[0]?.n);
});
