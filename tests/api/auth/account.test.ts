import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as account from "@/app/api/v1/account/route";
import * as avatar from "@/app/api/v1/account/avatar/route";
import * as picture from "@/app/api/v1/account/avatar/[avatarKey]/route";
import * as remove from "@/app/api/v1/account/delete/route";
import * as identity from "@/app/api/v1/account/identities/[provider]/route";
import * as session from "@/app/api/v1/account/sessions/[sessionId]/route";
import * as sessions from "@/app/api/v1/account/sessions/route";
import * as me from "@/app/api/v1/me/route";
import { openSession, type SignIn } from "@/lib/auth/sessions";
import { setClockForTests } from "@/lib/clock";
import { systemDb } from "@/lib/db";
import { newId, newKey } from "@/lib/ids";
import { closeLimiters } from "@/lib/rate-limit";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { call, cookieOf, mintMember, mintTenant, type Person } from "../../fixtures/tenants";
import { queued } from "./mailbox";

const PASSWORD = "correct horse battery";
const CHROME =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
// The smallest PNG there is: one pixel.
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const folder = mkdtempSync(join(tmpdir(), "account-"));
let database: OwnDatabase;

beforeAll(async () => {
  database = await useOwnDatabase({
    SMTP_URL: "smtp://127.0.0.1:9",
    GOOGLE_CLIENT_ID: "id",
    GOOGLE_CLIENT_SECRET: "secret",
    DATA_DIR: folder,
  });
});
beforeEach(async () => {
  await database.admin.query("DELETE FROM rate_limits");
  closeLimiters();
});
afterAll(async () => {
  setClockForTests(null);
  await database.drop();
  rmSync(folder, { recursive: true });
});

const signIn = (person: Person, given: Partial<SignIn> = {}) =>
  openSession({
    userId: person.userId,
    method: "password",
    kind: "web",
    userAgent: CHROME,
    address: "127.0.0.1",
    ...given,
  });
const notices = async (person: Person) =>
  (await queued(person.email)).filter((message) => message.template === "new-sign-in");

describe("profile", () => {
  it("shows the account, changes the names and puts that on record", async () => {
    const person = await mintTenant({ password: PASSWORD });
    const body = { firstName: "Ada", lastName: "Lovelace" };
    const changed = await call(account.PATCH, { method: "PATCH", as: person, body });
    expect(changed.json).toMatchObject({ user: { ...body, email: person.email }, hasPassword: true });
    expect(
      (await call(account.PATCH, { method: "PATCH", as: person, body: { firstName: "a\nb" } })).status,
    ).toBe(422);
    expect((await call(account.GET, { as: null })).status).toBe(401);
    expect(changed.text).not.toMatch(/argon2|passwordHash/);
  });

  it("a picture is judged by its content, served without sign-in under an address that nobody guesses, and replaced", async () => {
    const person = await mintTenant();
    const put = (body: Uint8Array) =>
      call(avatar.PUT, { method: "PUT", as: person, body, headers: { "content-type": "image/png" } });
    expect((await put(Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"))).status).toBe(415);
    expect((await put(new Uint8Array(600 * 1024))).status).toBe(413);
    const first = String((await put(PNG)).json?.avatarUrl);
    expect(first).toMatch(/^\/api\/v1\/account\/avatar\/[\w-]{22}\.png$/);
    const show = (url: string) => call(picture.GET, { params: { avatarKey: url.split("/").at(-1) ?? "" } });
    const shown = await show(first);
    expect([shown.status, shown.headers.get("content-type")]).toEqual([200, "image/png"]);
    const second = String((await put(PNG)).json?.avatarUrl);
    expect(second).not.toBe(first);
    expect((await show(first)).status).toBe(404);
    expect((await show("x/../../secrets")).status).toBe(404);
    await call(avatar.DELETE, { method: "DELETE", as: person });
    expect((await show(second)).status).toBe(404);
  });
});

describe("sessions", () => {
  it("are listed with device, place and which one asks; one or all others can be ended, only one's own", async () => {
    const [person, stranger] = [await mintTenant(), await mintTenant()];
    const other = await signIn(person, { userAgent: CHROME, address: "203.0.113.5" });
    await signIn(person, { userAgent: FIREFOX });
    const list = (await call(sessions.GET, { as: person })).json?.items as Record<string, unknown>[];
    expect(list.map((one) => one.device).sort()).toEqual(["Chrome on macOS", "Firefox on Linux", "vitest"]);
    expect(list.filter((one) => one.current)).toHaveLength(1);
    const end = (as: Person, sessionId: string) =>
      call(session.DELETE, { method: "DELETE", as, params: { sessionId } });
    expect((await end(stranger, other.sessionId)).status).toBe(404);
    expect((await end(person, other.sessionId)).status).toBe(200);
    expect((await end(person, other.sessionId)).status).toBe(404);
    const elsewhere = { ...person, cookie: await cookieOf(other.sessionId) };
    expect((await call(me.GET, { as: elsewhere })).status).toBe(401);
    expect((await call(sessions.DELETE, { method: "DELETE", as: person })).json).toEqual({ count: 1 });
    expect((await call(me.GET, { as: person })).status).toBe(200);
    expect((await call(me.GET, { as: stranger })).status).toBe(200);
  });

  it("a sign-in from a new device is told by mail; the first one ever and a known device are not", async () => {
    const person = await mintTenant();
    expect(await notices(person)).toHaveLength(0);
    await signIn(person, { userAgent: "vitest" });
    expect(await notices(person)).toHaveLength(0);
    await signIn(person, { userAgent: FIREFOX });
    expect(await notices(person)).toMatchObject([{ params: { device: "Firefox on Linux" } }]);
    await signIn(person, { userAgent: FIREFOX });
    expect(await notices(person)).toHaveLength(1);
    setClockForTests(() => Date.now() + 91 * 24 * 3_600_000);
    await signIn(person, { userAgent: FIREFOX });
    setClockForTests(null);
    expect(await notices(person)).toHaveLength(2);
  });

  it("each sign-in has an id of its own and takes the place of the browser's session before it", async () => {
    const person = await mintTenant();
    const opened = await signIn(person, { replaces: person.sessionId });
    expect(opened.sessionId).not.toBe(person.sessionId);
    expect((await call(me.GET, { as: person })).status).toBe(401);
  });
});

describe("connected accounts", () => {
  it("the last way in stays; of two that go at once one stays", async () => {
    const person = await mintTenant();
    const add = (provider: string) =>
      systemDb().userIdentity.create({
        data: { id: newId(), userId: person.userId, provider, subject: newKey(8), email: person.email },
      });
    const unlink = (provider: string) =>
      call(identity.DELETE, { method: "DELETE", as: person, params: { provider } });
    await add("google");
    expect((await unlink("google")).status).toBe(409);
    expect((await unlink("linkedin")).status).toBe(404);
    expect((await unlink("myspace")).status).toBe(404);
    await add("linkedin");
    const both = await Promise.all([unlink("google"), unlink("linkedin")]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
  });

  it("connecting begins from the product's own pages only, with a confirmed address, and leaves a cookie that scripts cannot read", async () => {
    const person = await mintTenant();
    const link = (headers: Record<string, string> = {}, provider = "google") =>
      call(identity.POST, { method: "POST", as: person, params: { provider }, body: {}, headers });
    const begun = await link();
    expect(begun.status).toBe(200);
    expect(begun.headers.get("set-cookie")).toMatch(
      /^ba\.link=.*; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/,
    );
    expect((await link({ origin: "https://evil.example" })).status).toBe(403);
    expect((await link({}, "linkedin")).status).toBe(404);
    await systemDb().user.update({ where: { id: person.userId }, data: { emailVerifiedAt: null } });
    expect((await link()).status).toBe(409);
  });
});

describe("deleting the account", () => {
  const erase = (as: Person, body: object = { currentPassword: PASSWORD }) =>
    call(remove.POST, { method: "POST", as, body });

  it("waits while the person is the only owner of a workspace, and names it", async () => {
    const person = await mintTenant({ password: PASSWORD, name: "Engines & Sons" });
    const refused = await erase(person);
    expect(refused.status).toBe(409);
    expect(refused.json?.detail).toContain("Engines & Sons");
    expect((await call(me.GET, { as: person })).status).toBe(200);
    await systemDb().tenant.update({ where: { id: person.tenantId }, data: { purgeAfterAt: new Date() } });
    expect((await erase(person)).status).toBe(200);
  });

  it("needs the password; then memberships, sessions and the row go, and each workspace keeps a line", async () => {
    const owner = await mintTenant();
    const person = await mintTenant({ password: PASSWORD });
    await systemDb().membership.createMany({
      data: [
        { id: newId(), tenantId: person.tenantId, userId: owner.userId, role: "owner" },
        { id: newId(), tenantId: owner.tenantId, userId: person.userId, role: "editor" },
      ],
    });
    expect((await erase(person, {})).status).toBe(403);
    expect((await erase(person)).status).toBe(200);
    expect((await call(me.GET, { as: person })).status).toBe(401);
    expect(await systemDb().user.count({ where: { id: person.userId } })).toBe(0);
    const { rows } = await database.admin.query(
      "SELECT tenant_id FROM audit_logs WHERE action = 'account.delete' AND actor_id = $1",
      [person.userId],
    );
    expect(rows).toHaveLength(2);
    expect((await queued(person.email)).at(-1)?.template).toBe("account-deleted");
  });

  it("of two owners who leave at once one stays", async () => {
    const first = await mintTenant({ password: PASSWORD });
    const second = await mintMember(first.tenantId, "owner");
    const answers = await Promise.all([erase(first), erase(second, {})]);
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409]);
  });
});
