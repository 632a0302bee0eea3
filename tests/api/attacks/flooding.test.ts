import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as login from "@/app/api/v1/auth/login/route";
import * as register from "@/app/api/v1/auth/register/route";
import { systemDb } from "@/lib/db";
import { resetEnvForTests, tellNextAuth } from "@/lib/env";
import { newKey } from "@/lib/ids";
import { closeLimiters } from "@/lib/rate-limit";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { call, mintTenant, mintUser } from "../../fixtures/tenants";
import { Flow } from "../../integration/auth/browser-flow";

const PASSWORD = "correct horse battery";
let database: OwnDatabase;

beforeAll(async () => {
  database = await useOwnDatabase({ SMTP_URL: "smtp://127.0.0.1:9" });
  tellNextAuth();
});
beforeEach(async () => {
  await database.admin.query("DELETE FROM rate_limits");
  closeLimiters();
});
afterAll(async () => {
  await database.drop();
  resetEnvForTests();
});

const unknown = () => `${newKey(9).toLowerCase()}@people.example`;
const post = (handler: { POST: Parameters<typeof call>[0] }, body: unknown, peer: string, headers = {}) =>
  call(handler.POST, { method: "POST", body, headers: { "x-ba-peer": peer, ...headers } });
/** The browser's log-in. @returns whether it let somebody in, and otherwise why not */
async function enter(email: string, password: string, peer: string): Promise<string> {
  const flow = new Flow(peer);
  const { csrfToken } = (await (await flow.send("/api/auth/csrf")).json()) as { csrfToken: string };
  const answer = await flow.send("/api/auth/callback/credentials", { csrfToken, email, password });
  if (flow.session) return "in";
  const to = new URL(answer.headers.get("location") ?? "", "http://127.0.0.1:3000");
  return (to.searchParams.get("error") ?? "").replace(/:\d+$/, "");
}

describe("mass registration", () => {
  it("from one address ends after ten, whatever headers it writes; another address is free", async () => {
    const tries = Array.from({ length: 12 }, (_, i) => {
      const claimed = {
        "x-forwarded-for": `198.51.100.${i}`,
        "x-real-ip": `198.51.100.${i}`,
        forwarded: `for=198.51.100.${i}`,
      };
      return post(register, { email: unknown(), password: PASSWORD }, "203.0.113.5", claimed);
    });
    const statuses = (await Promise.all(tries)).map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array<number>(10).fill(201), 429, 429]);
    expect((await post(register, { email: unknown(), password: PASSWORD }, "203.0.113.6")).status).toBe(201);
  });

  it("of one address fills nobody's mailbox: five notices an hour, from wherever they are asked for", async () => {
    const { email } = await mintUser({ password: PASSWORD });
    const tries = Array.from({ length: 9 }, (_, i) =>
      post(register, { email, password: PASSWORD }, `203.0.113.${i}`),
    );
    for (const answer of await Promise.all(tries)) expect(answer.status).toBe(201);
    expect(await systemDb().outgoingEmail.count({ where: { recipient: email } })).toBe(5);
  });
});

describe("password spraying", () => {
  it("one password for many accounts, from one address: refused, in the browser and over the API together", async () => {
    const tryBoth = async () => [
      await enter(unknown(), "Summer2026!", "203.0.113.7"),
      (await post(login, { email: unknown(), password: "Summer2026!" }, "203.0.113.7")).json?.code,
    ];
    const outcome = (await Promise.all(Array.from({ length: 15 }, tryBoth))).flat();
    expect(new Set(outcome)).toEqual(new Set(["wrong_credentials", "unauthenticated"]));
    expect(await tryBoth()).toEqual(["too_many_attempts", "rate_limited"]);
  });

  it("one account from many addresses: slowed down, and its owner gets in by browser and API", async () => {
    const owner = await mintTenant({ password: PASSWORD });
    for (let i = 0; i < 32; i += 8)
      await Promise.all(
        Array.from({ length: 8 }, (_, n) =>
          post(login, { email: owner.email, password: "Summer2026!" }, `198.51.100.${i + n}`),
        ),
      );
    const startedAtMs = performance.now();
    const guess = await post(login, { email: owner.email, password: "Summer2026!" }, "198.51.100.200");
    expect([guess.status, performance.now() - startedAtMs > 1_400]).toEqual([401, true]);
    expect(await enter(owner.email, PASSWORD, "192.0.2.1")).toBe("in");
    expect((await post(login, { email: owner.email, password: PASSWORD }, "192.0.2.2")).status).toBe(200);
  });

  it("an address that nobody has is slowed down just so", async () => {
    const email = unknown();
    for (let i = 0; i < 32; i += 8)
      await Promise.all(
        Array.from({ length: 8 }, (_, n) =>
          post(login, { email, password: "Summer2026!" }, `198.51.100.${i + n}`),
        ),
      );
    const startedAtMs = performance.now();
    expect((await post(login, { email, password: "Summer2026!" }, "198.51.100.200")).status).toBe(401);
    expect(performance.now() - startedAtMs).toBeGreaterThan(1_400);
  });
});
