import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as identity from "@/app/api/v1/account/identities/[provider]/route";
import * as me from "@/app/api/v1/me/route";
import { resetPassword, verifyCredentials } from "@/lib/auth";
import { systemDb } from "@/lib/db";
import { env, resetEnvForTests, tellNextAuth } from "@/lib/env";
import { newId, newKey } from "@/lib/ids";
import { closeLimiters } from "@/lib/rate-limit";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { type OwnSandbox, startSandbox } from "../../fixtures/sandbox";
import { call, mintTenant, type Person } from "../../fixtures/tenants";
import { queued, tokenTo } from "../../api/auth/mailbox";
import { Flow } from "./browser-flow";

const PASSWORD = "correct horse battery";
let database: OwnDatabase;
let sandbox: OwnSandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
  database = await useOwnDatabase(sandbox.env);
  tellNextAuth();
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

type Provider = "google" | "linkedin";
const address = () => `${newKey(8).toLowerCase()}@people.example`;
/** The whole way. @returns where the browser lands */
async function goThrough(
  flow: Flow,
  provider: Provider,
  person: { email: string; sub?: string; emailVerified?: boolean; name?: string } | "deny",
  next?: string,
): Promise<string> {
  return flow.comeBack(await sandbox.consent(await flow.begin(provider, next), person));
}
const whoIs = async (flow: Flow) => {
  const answer = await call(me.GET, { headers: { cookie: `ba.session=${flow.session ?? ""}` } });
  return (answer.json?.user as { email?: string } | undefined)?.email;
};
const asFlow = (person: Person): Flow => {
  const flow = new Flow();
  flow.cookies.set("ba.session", decodeURIComponent(person.cookie.slice("ba.session=".length)));
  return flow;
};
const identities = (email: string) =>
  systemDb().userIdentity.findMany({ where: { user: { email } }, select: { provider: true, subject: true } });

describe.each<Provider>(["google", "linkedin"])("signing in with %s", (provider) => {
  it("asks with what the service supports, and only for an address of this product", async () => {
    const url = new URL(await new Flow().begin(provider));
    const asked = Object.fromEntries(url.searchParams);
    expect(asked).toMatchObject({
      redirect_uri: `${env().APP_URL}/api/auth/callback/${provider}`,
      response_type: "code",
      state: expect.stringMatching(/^[\w-]{43}$/),
    });
    if (provider === "google")
      expect(asked).toMatchObject({ nonce: expect.any(String), code_challenge_method: "S256" });
  });

  it("makes a new account with a workspace and a confirmed address, and finds it again", async () => {
    const email = address();
    const flow = new Flow();
    expect(await goThrough(flow, provider, { email, name: "Ada Lovelace" }, "/crm/contacts?q=1")).toBe(
      "/crm/contacts?q=1",
    );
    expect(await whoIs(flow)).toBe(email);
    const user = await systemDb().user.findUniqueOrThrow({
      where: { email },
      select: { emailVerifiedAt: true, memberships: true, sessions: { select: { method: true } } },
    });
    expect(user).toMatchObject({ emailVerifiedAt: expect.any(Date), sessions: [{ method: provider }] });
    expect(user.memberships).toHaveLength(1);
    const again = new Flow();
    expect(await goThrough(again, provider, { email })).toBe("/dashboard");
    expect(await whoIs(again)).toBe(email);
    expect(await systemDb().user.count({ where: { email } })).toBe(1);
  });

  it("a person who says no lands at the log-in with a reason, and nothing is made", async () => {
    const flow = new Flow();
    expect(await goThrough(flow, provider, "deny")).toBe(`/auth/login?error=denied&provider=${provider}`);
    expect(flow.session).toBeUndefined();
  });

  it("an address the service has not verified opens nothing, neither a new account nor a known one", async () => {
    const person = await mintTenant({ password: PASSWORD });
    for (const email of [address(), person.email]) {
      const flow = new Flow();
      expect(await goThrough(flow, provider, { email, emailVerified: false })).toBe(
        `/auth/login?error=email_unverified&provider=${provider}`,
      );
      expect(flow.session).toBeUndefined();
      expect(await identities(email)).toEqual([]);
    }
  });

  it("a verified address on both sides is connected, told by mail, and works when the address changes there", async () => {
    const person = await mintTenant({ password: PASSWORD });
    const sub = provider === "google" ? `1${Date.now()}00000001` : newKey(8);
    const flow = new Flow();
    expect(await goThrough(flow, provider, { email: person.email, sub })).toBe("/dashboard");
    expect(await whoIs(flow)).toBe(person.email);
    expect((await queued(person.email)).map((one) => one.template)).toContain("account-changed");
    const later = new Flow();
    await goThrough(later, provider, { email: address(), sub });
    expect(await whoIs(later)).toBe(person.email);
    // Another person there with the same address is somebody else.
    const other = new Flow();
    expect(await goThrough(other, provider, { email: person.email, sub: `${sub}2` })).toBe(
      `/auth/login?error=other_identity&provider=${provider}`,
    );
  });

  it("an account that somebody made ahead with the address is not joined; the link that comes throws its maker out", async () => {
    const attacker = await mintTenant({ password: PASSWORD });
    const { email, userId } = attacker;
    await systemDb().user.update({ where: { id: userId }, data: { emailVerifiedAt: null } });
    const victim = new Flow();
    expect(await goThrough(victim, provider, { email })).toBe(
      `/auth/login?error=address_unconfirmed&provider=${provider}`,
    );
    expect(victim.session).toBeUndefined();
    const mails = (await queued(email)).map((one) => one.template);
    expect(mails).toEqual(["reset-password"]);
    const token = await tokenTo(email, "reset-password");
    await resetPassword({ token, password: "the owner's own words" }, newId());
    await expect(verifyCredentials({ email, password: PASSWORD }, newKey())).rejects.toMatchObject({
      status: 401,
    });
    expect((await call(me.GET, { as: attacker })).status).toBe(401);
    expect(await goThrough(victim, provider, { email })).toBe("/dashboard");
    expect(await whoIs(victim)).toBe(email);
  });

  it("the way back works once: not a second time, not in another browser, not with another's state or code", async () => {
    const flow = new Flow();
    const back = await sandbox.consent(await flow.begin(provider), { email: address() });
    const failed = `/auth/login?error=failed&provider=${provider}`;
    const stranger = new Flow();
    await stranger.begin(provider);
    const copy = new Flow();
    for (const [name, value] of flow.cookies) copy.cookies.set(name, value);
    expect(await flow.comeBack(back)).toBe("/dashboard");
    // The same answer again with all of the browser's cookies, and in a browser that began a sign-in of its own.
    expect(await copy.comeBack(back)).toBe(failed);
    expect(copy.session).toBeUndefined();
    const fresh = await sandbox.consent(await new Flow().begin(provider), { email: address() });
    expect(await stranger.comeBack(fresh)).toBe(failed);
    expect(await new Flow().comeBack(back.replace(/state=[^&]+/, `state=${newKey(32)}`))).toBe(failed);
    const stateless = new URL(back);
    stateless.searchParams.delete("state");
    expect(await new Flow().comeBack(stateless.href)).toBe(failed);
    // A code that was used, under a good state of one's own.
    const own = new Flow();
    const state = new URL(await own.begin(provider)).searchParams.get("state") ?? "";
    expect(await own.comeBack(back.replace(/state=[^&]+/, `state=${state}`))).toBe(failed);
    expect(own.session).toBeUndefined();
  });

  it.each([
    "https://evil.example/x",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "http://[",
    "\\\\evil.example",
  ])("does not lead to %j afterwards", async (callbackUrl) => {
    const to = await goThrough(new Flow(), provider, { email: address() }, callbackUrl);
    expect(to).toMatch(/^\/(?![/\\])/);
    expect(to).not.toContain("evil");
  });

  it("a session id that was there before is not the one afterwards, and is dead", async () => {
    const before = await mintTenant();
    const flow = asFlow(before);
    await goThrough(flow, provider, { email: address() });
    expect(flow.session).not.toBe(before.cookie.slice("ba.session=".length));
    expect((await call(me.GET, { as: before })).status).toBe(401);
  });

  it("an account with a second factor is asked for it, and its session opens nothing before", async () => {
    const person = await mintTenant();
    await systemDb().secondFactor.create({
      data: { userId: person.userId, secret: "sealed", confirmedAt: new Date() },
    });
    const flow = new Flow();
    expect(await goThrough(flow, provider, { email: person.email }, "/crm/forms")).toBe(
      "/auth/second-factor?next=%2Fcrm%2Fforms",
    );
    expect(await whoIs(flow)).toBeUndefined();
  });

  it.each([
    "alg-none",
    "foreign-key",
    "unknown-kid",
    "tampered",
    "expired",
    "wrong-issuer",
    "wrong-audience",
  ])("an ID token that is not the service's own (%s) opens nothing", async (flaw) => {
    await sandbox.fault(provider, { kind: "own", name: "id-token", params: { flaw } });
    const flow = new Flow();
    expect(await goThrough(flow, provider, { email: address() })).toBe(
      `/auth/login?error=failed&provider=${provider}`,
    );
    expect(flow.session).toBeUndefined();
    await sandbox.reset(provider);
  });

  it("is connected from the profile by whoever began it in this session, and by nobody else", async () => {
    const person = await mintTenant({ password: PASSWORD });
    const begin = async (flow: Flow) => {
      const asked = { method: "POST", as: person, params: { provider } };
      expect((await call(identity.POST, { ...asked, body: {} })).json).toMatchObject({
        code: "reauthentication_required",
      });
      expect((await call(identity.POST, { ...asked, body: { currentPassword: "another one" } })).status).toBe(
        422,
      );
      const begun = await call(identity.POST, { ...asked, body: { currentPassword: PASSWORD } });
      flow.keep(begun.headers.get("set-cookie") ?? "");
    };
    const flow = asFlow(person);
    await begin(flow);
    const email = address();
    expect(await goThrough(flow, provider, { email, emailVerified: false }, "/settings/profile")).toBe(
      `/settings/profile?connected=${provider}`,
    );
    expect((await call(me.GET, { as: person })).status).toBe(200);
    expect(await identities(person.email)).toHaveLength(1);
    expect(await systemDb().user.count({ where: { email } })).toBe(0);
    // The intent of one session in the browser of another person.
    const other = await mintTenant();
    const foreign = asFlow(other);
    await begin(foreign);
    const stranger = address();
    await goThrough(foreign, provider, { email: stranger });
    expect(await identities(other.email)).toEqual([]);
    expect(await identities(person.email)).toHaveLength(1);
    // Somebody at the service who opens another account already.
    const third = await mintTenant();
    const taken = asFlow(third);
    const begun = await call(identity.POST, { method: "POST", as: third, params: { provider }, body: {} });
    taken.keep(begun.headers.get("set-cookie") ?? "");
    expect(await goThrough(taken, provider, { email: stranger })).toBe(
      `/settings/profile?error=taken&provider=${provider}`,
    );
  });
});

it("making accounts by the dozen from one place meets the limit; whoever has an account gets in", async () => {
  const known = address();
  const last = [];
  for (let i = 0; i < 22; i += 1)
    last.push(await goThrough(new Flow(), "google", { email: i === 0 ? known : address() }));
  expect(last.slice(0, 20).every((path) => path === "/dashboard")).toBe(true);
  expect(last.at(-1)).toBe("/auth/login?error=too_many&provider=google");
  expect(await goThrough(new Flow(), "google", { email: known })).toBe("/dashboard");
});

describe("the service's word", () => {
  it.each(["no-nonce", "wrong-nonce"])("Google: an ID token with %s is refused", async (flaw) => {
    await sandbox.fault("google", { kind: "own", name: "id-token", params: { flaw } });
    const flow = new Flow();
    expect(await goThrough(flow, "google", { email: address() })).toBe(
      "/auth/login?error=failed&provider=google",
    );
    expect(flow.session).toBeUndefined();
    await sandbox.reset("google");
  });

  it("a service that cannot be reached is a sentence, not a fault of ours", async () => {
    const flow = new Flow();
    const back = await sandbox.consent(await flow.begin("google"), { email: address() });
    await sandbox.fault("google", { kind: "reset", path: "/token" });
    expect(await flow.comeBack(back)).toBe("/auth/login?error=failed&provider=google");
    await sandbox.reset("google");
  });

  it("Google: a code that was asked for without this browser's PKCE challenge is refused", async () => {
    const flow = new Flow();
    const url = new URL(await flow.begin("google"));
    url.searchParams.set("code_challenge", newKey(32));
    const back = await sandbox.consent(url.href, { email: address() });
    expect(await flow.comeBack(back)).toBe("/auth/login?error=failed&provider=google");
  });
});
