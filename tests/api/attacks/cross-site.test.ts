import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as formPost from "@/app/api/forms/[formKey]/route";
import * as files from "@/app/api/files/[...key]/route";
import * as secondFactor from "@/app/api/v1/auth/second-factor/route";
import * as me from "@/app/api/v1/me/route";
import { sessionCookieName } from "@/lib/auth/cookie";
import { createForm } from "@/lib/crm";
import { env, resetEnvForTests, tellNextAuth } from "@/lib/env";
import { newKey } from "@/lib/ids";
import { closeLimiters } from "@/lib/rate-limit";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { type OwnSandbox, startSandbox } from "../../fixtures/sandbox";
import { call, mintTenant, type Person } from "../../fixtures/tenants";
import { Flow, flowOf } from "../../integration/auth/browser-flow";
import { loadRoutes, withDef } from "../../isolation/routes";

// tests/isolation/permissions.test.ts asks every tenant and account route; here are the doors without a sign-in.

const PASSWORD = "correct horse battery";
let database: OwnDatabase;
let sandbox: OwnSandbox;
let victim: Person;

beforeAll(async () => {
  sandbox = await startSandbox();
  database = await useOwnDatabase(sandbox.env);
  tellNextAuth();
  victim = await mintTenant({ password: PASSWORD });
});
beforeEach(async () => {
  await database.admin.query("DELETE FROM rate_limits");
  closeLimiters();
});
afterAll(async () => {
  await database.drop();
  await sandbox.stop();
  resetEnvForTests();
});

/** A page elsewhere knows no CSRF token, or one of its own sign-in, which does not fit the victim's cookie. */
const strangersToken = async () =>
  ((await (await new Flow().send("/api/auth/csrf")).json()) as { csrfToken: string }).csrfToken;

describe("next-auth's own routes, from a page elsewhere", () => {
  it("do not sign anybody out", async () => {
    for (const csrfToken of ["", "x".repeat(64), await strangersToken()]) {
      const flow = flowOf(victim);
      await flow.send("/api/auth/csrf");
      await flow.send("/api/auth/signout", { csrfToken });
      expect(flow.session).toBeDefined();
      expect((await call(me.GET, { as: victim })).status).toBe(200);
    }
  });

  it("do not sign anybody in to the attacker's account", async () => {
    const attacker = await mintTenant({ password: PASSWORD });
    for (const csrfToken of ["", await strangersToken()]) {
      const flow = new Flow();
      await flow.send("/api/auth/csrf");
      await flow.send("/api/auth/callback/credentials", {
        csrfToken,
        email: attacker.email,
        password: PASSWORD,
      });
      expect(flow.session).toBeUndefined();
    }
  });

  it("begin no sign-in with a service, neither by GET nor without the token", async () => {
    for (const provider of ["google", "linkedin"]) {
      const flow = new Flow();
      await flow.send("/api/auth/csrf");
      const answers = [
        await flow.send(`/api/auth/signin/${provider}`),
        await flow.send(`/api/auth/signin/${provider}`, { csrfToken: await strangersToken() }),
      ];
      for (const answer of answers)
        expect(new URL(answer.headers.get("location") ?? "/", env().APP_URL).origin).toBe(env().APP_URL);
      expect([...flow.cookies.keys()].filter((name) => /state|nonce|pkce/.test(name))).toEqual([]);
    }
  });

  it("take no session's data from a body: what a page posts to /session changes nothing", async () => {
    const flow = flowOf(victim);
    const answer = await flow.send("/api/auth/session", { csrfToken: "x", data: "{}" });
    expect(await answer.text()).not.toContain(victim.email);
    expect((await call(me.GET, { as: victim })).json?.user).toMatchObject({ email: victim.email });
  });

  it("the session cookie is SameSite=Lax and out of scripts' reach, also after the second step", async () => {
    const flow = new Flow();
    const { csrfToken } = (await (await flow.send("/api/auth/csrf")).json()) as { csrfToken: string };
    const answer = await flow.send("/api/auth/callback/credentials", {
      csrfToken,
      email: victim.email,
      password: PASSWORD,
    });
    const line = answer.headers.getSetCookie().find((one) => one.startsWith(`${sessionCookieName()}=`));
    expect(line).toMatch(/HttpOnly/i);
    expect(line).toMatch(/SameSite=Lax/i);
  });
});

describe("routes without a sign-in", () => {
  it("give no page of another origin leave to read with cookies", async () => {
    const routes = (await loadRoutes()).map(withDef).filter((route) => route.def.kind === "public");
    expect(routes.length).toBeGreaterThan(10);
    for (const route of routes) {
      const answer = await call(route.handler, {
        method: route.method,
        path: route.name.split(" ").at(-1) ?? "/",
        params: Object.fromEntries(route.params.map((name) => [name, newKey(32)])),
        headers: { origin: "https://evil.example", cookie: victim.cookie },
        ...(route.method === "GET" ? {} : { body: [] }),
      });
      expect(answer.headers.get("access-control-allow-credentials"), route.name).toBeNull();
      expect([null, "*"], route.name).toContain(answer.headers.get("access-control-allow-origin"));
    }
  });

  it("a website's form takes nothing from the sender's cookie: the request is the site's own, not a member's", async () => {
    const form = await createForm(victim.ctx, { name: "Contact", kind: "contact" });
    const send = (headers: Record<string, string>) =>
      call(formPost.POST, {
        method: "POST",
        params: { formKey: form.formKey },
        body: { name: "X", email: "x@people.example", message: "Hello, this is a message." },
        headers: { origin: "https://website.example", ...headers },
      });
    const answer = await send({ cookie: victim.cookie });
    expect([answer.status, answer.headers.getSetCookie()], answer.text).toEqual([201, []]);
    const { rows } = await database.admin.query<{ actor_type: string }>(
      "SELECT actor_type FROM audit_logs WHERE tenant_id = $1 AND action = 'request.create'",
      [victim.tenantId],
    );
    expect(rows).toEqual([{ actor_type: "public" }]);
  });

  it("a stored file opens by its signature alone, never by a cookie", async () => {
    const query = `expires=${Math.floor(Date.now() / 1_000) + 600}&show=inline&signature=${newKey(32)}`;
    const path = `/api/files/tenants/${victim.tenantId}/exports/x.zip`;
    const answer = await files.GET(
      new Request(`${env().APP_URL}${path}?${query}`, { headers: { cookie: victim.cookie } }),
      { params: Promise.resolve({ key: path.split("/").slice(3) }) },
    );
    expect(answer.status).toBe(404);
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("the second step cannot be taken by a page that knows no code, and a full session is no pending one", async () => {
    const answer = await call(secondFactor.POST, {
      method: "POST",
      body: { code: "000000" },
      headers: { cookie: victim.cookie, origin: "https://evil.example" },
    });
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([401, []]);
  });
});
