import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type OwnSandbox, startSandbox } from "../../fixtures/sandbox";

let sandbox: OwnSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

const certs = (init: RequestInit = {}): Promise<Response> =>
  fetch(`${sandbox.baseUrl}/google/oauth2/v3/certs`, init);

describe("faults", () => {
  test("the next two requests of a path get an answer of one's own, others none", async () => {
    await sandbox.fault("google", {
      kind: "answer",
      method: "get",
      path: "/oauth2",
      times: 2,
      status: 429,
      body: { error: "rate" },
      headers: { "Retry-After": "7" },
    });
    expect((await fetch(`${sandbox.baseUrl}/google/.well-known/openid-configuration`)).status).toBe(200);
    const first = await certs();
    expect([first.status, first.headers.get("retry-after"), await first.json()]).toEqual([
      429,
      "7",
      { error: "rate" },
    ]);
    expect((await certs()).status).toBe(429);
    expect((await certs()).status).toBe(200);
    const lines = await sandbox.ledger("google", { path: "/oauth2" });
    expect(lines.map(({ status, fault }) => [status, fault])).toEqual([
      [429, "answer"],
      [429, "answer"],
      [200, null],
    ]);
  });

  test("a connection is cut before anything was done, or after all was", async () => {
    const deleteAll = (): Promise<Response> =>
      fetch(`${sandbox.baseUrl}/mail/delete`, { method: "POST", redirect: "manual" });
    for (const when of ["before", "after"] as const) {
      await sandbox.fault("mail", { kind: "reset", when });
      await expect(deleteAll()).rejects.toThrow();
    }
    const lines = await sandbox.ledger("mail", { method: "POST" });
    expect(lines.map(({ status, fault }) => [status, fault])).toEqual([
      [0, "reset"],
      [0, "reset"],
    ]);
  });

  test("nothing comes for a while, then the connection is cut", async () => {
    await sandbox.fault("google", { kind: "hang", ms: 250 });
    const startMs = performance.now();
    await expect(certs()).rejects.toThrow();
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(245);
  });

  test("answers are late from now on, until the reset", async () => {
    await sandbox.latency("google", 250);
    const startMs = performance.now();
    await certs();
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(245);
    await sandbox.reset("google");
    const againMs = performance.now();
    await certs();
    expect(performance.now() - againMs).toBeLessThan(200);
  });

  test("a request that was held back takes no fault that was asked for later", async () => {
    await sandbox.latency("google", 300);
    const late = fetch(`${sandbox.baseUrl}/google/oauth2/v3/certs`).catch(() => null);
    await expect.poll(async () => (await sandbox.ledger("google")).length).toBe(1);
    await sandbox.reset("google");
    await sandbox.fault("google", { kind: "answer", status: 503 });
    await late;
    expect((await certs()).status).toBe(503);
  });

  test("what makes no sense is refused in words", async () => {
    await expect(sandbox.fault("google", { kind: "answer", status: 99 })).rejects.toThrow(/status/);
    await expect(sandbox.fault("google", { kind: "answer", status: 500, path: "token" })).rejects.toThrow(
      /path/,
    );
    await expect(sandbox.settings("google", { redirectUris: ["no address"] })).rejects.toThrow(
      /redirectUris/,
    );
  });
});

describe("the ledger", () => {
  test("has every request, without its credentials", async () => {
    await fetch(`${sandbox.baseUrl}/google/token?key=top-secret-1`, {
      method: "POST",
      headers: { Authorization: "Basic top-secret-2", Cookie: "session=top-secret-3", "X-Trace": "kept" },
      body: new URLSearchParams({
        client_secret: "top-secret-4",
        code: "the-code",
        refresh_token: "top-secret-5",
      }),
    });
    await fetch(`${sandbox.baseUrl}/google/token`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ password: "top-secret-6" }),
    });
    const lines = await sandbox.ledger("google", { method: "POST", path: "/token" });
    expect(JSON.stringify(lines)).not.toContain("top-secret");
    const [first] = lines;
    expect(first).toMatchObject({ service: "google", method: "POST", status: 400, fault: null });
    expect(first?.headers).toMatchObject({
      "x-trace": "kept",
      authorization: expect.stringMatching(/^Basic \[redacted/),
    });
    expect(first?.body).toContain("code=the-code");
    expect(await sandbox.ledger("google", { sinceId: lines.at(-1)?.id ?? 0 })).toEqual([]);
  });

  test("keeps 64 KB of a body and the last 1,000 requests", async () => {
    await certs({ method: "POST", body: "x".repeat(100_000) });
    expect((await sandbox.ledger("google"))[0]?.body).toHaveLength(64 * 1024);
    for (let round = 0; round < 21; round += 1)
      await Promise.all(Array.from({ length: 50 }, async () => (await certs()).arrayBuffer()));
    expect(await sandbox.ledger("google")).toHaveLength(1_000);
  });
});

describe("the guard", () => {
  const control = (init: RequestInit & { path?: string }): Promise<Response> =>
    fetch(`${sandbox.baseUrl}/__control${init.path ?? "/reset"}`, init);
  const json = { "Content-Type": "application/json" };

  test.each([
    [{ Origin: "http://127.0.0.1:3000" }],
    [{ Origin: "null" }],
    [{ Origin: "https://evil.example" }],
    [{ "Sec-Fetch-Site": "cross-site" }],
    [{ "Sec-Fetch-Site": "same-site" }],
  ])("control is closed to a page that says %o", async (headers) => {
    const changing = { method: "POST", headers: { ...json, ...headers } as HeadersInit, body: "{}" };
    expect((await control(changing)).status).toBe(403);
    expect((await control({ path: "/ledger", headers: headers })).status).toBe(403);
    const preflight = await control({ method: "OPTIONS", headers: headers });
    expect(preflight.ok).toBe(false);
    expect(preflight.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("it is open to the sandbox's own pages and to programs, with JSON", async () => {
    expect(
      (await control({ method: "POST", headers: { ...json, Origin: sandbox.baseUrl }, body: "{}" })).status,
    ).toBe(200);
    expect((await control({ method: "POST", body: new URLSearchParams("service=mail") })).status).toBe(415);
    expect((await control({ method: "POST", headers: json, body: "{" })).status).toBe(400);
    expect((await control({ method: "POST", headers: json, body: '{"service":"nobody"}' })).status).toBe(404);
  });

  test.each(["evil.example", "evil.example:3002", "127.0.0.1.evil.example", "localhost.evil.example"])(
    "nothing answers to the name %j",
    async (host) => {
      const status = await new Promise((resolve, reject) => {
        const { port } = new URL(sandbox.baseUrl);
        httpRequest({ host: "127.0.0.1", port, path: "/mail/messages", headers: { Host: host } })
          .on("response", (response) => resolve(response.resume().statusCode))
          .on("error", reject)
          .end();
      });
      expect(status).toBe(421);
    },
  );
});

test("the list shows every service with what it was asked", async () => {
  await certs();
  const page = await (await fetch(sandbox.baseUrl)).text();
  for (const text of ['href="/site"', 'href="/mail"', "Sign in with Google", "LinkedIn API", "1 request<"])
    expect(page).toContain(text);
  expect(page).not.toContain("<script");
  const state = (await (await fetch(`${sandbox.baseUrl}/__control`)).json()) as {
    services: { id: string }[];
  };
  expect(state.services.map(({ id }) => id)).toEqual([
    "site",
    "mail",
    "google",
    "linkedin",
    "linkedin-api",
    "posthog",
  ]);
});
