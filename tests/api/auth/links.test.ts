import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as changePassword from "@/app/api/v1/account/password/route";
import * as changeEmail from "@/app/api/v1/account/email/route";
import * as again from "@/app/api/v1/account/verification-email/route";
import * as confirmEmail from "@/app/api/v1/auth/confirm-email-change/route";
import * as forgot from "@/app/api/v1/auth/forgot-password/route";
import * as register from "@/app/api/v1/auth/register/route";
import * as reset from "@/app/api/v1/auth/reset-password/route";
import * as verify from "@/app/api/v1/auth/verify-email/route";
import * as me from "@/app/api/v1/me/route";
import { verifyCredentials } from "@/lib/auth";
import { hashPassword } from "@/lib/passwords";
import { openSession } from "@/lib/auth/sessions";
import { setClockForTests } from "@/lib/clock";
import { systemDb } from "@/lib/db";
import { env } from "@/lib/env";
import { newId, newKey } from "@/lib/ids";
import { closeLimiters } from "@/lib/rate-limit";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { call, cookieOf, mintMember, mintTenant, type Person } from "../../fixtures/tenants";
import { linkTo, queued, tokenTo } from "./mailbox";

const PASSWORD = "correct horse battery";
const OTHER = "a rather different phrase";
const HOUR_MS = 3_600_000;
let database: OwnDatabase;

beforeAll(async () => {
  database = await useOwnDatabase({ SMTP_URL: "smtp://127.0.0.1:9" });
});
beforeEach(async () => {
  await database.admin.query("DELETE FROM rate_limits");
  closeLimiters();
});
afterAll(async () => {
  setClockForTests(null);
  await database.drop();
});

/** Somebody whose address is not confirmed. */
async function mintUnproven(): Promise<Person> {
  const person = await mintTenant({ password: PASSWORD });
  await systemDb().user.update({ where: { id: person.userId }, data: { emailVerifiedAt: null } });
  return person;
}
const address = () => `${newKey(8).toLowerCase()}@people.example`;
const post = (handler: { POST: Parameters<typeof call>[0] }, body: unknown, as?: Person, headers = {}) =>
  call(handler.POST, { method: "POST", body, as: as ?? null, headers });
const userOf = (email: string) => systemDb().user.findUniqueOrThrow({ where: { email } });
const enters = (email: string, password: string) =>
  verifyCredentials({ email, password }, newKey(6)).then(
    () => true,
    () => false,
  );
const actionsOf = async (tenantId: string) =>
  (
    await database.admin.query<{ action: string }>(
      "SELECT action FROM audit_logs WHERE tenant_id = $1 ORDER BY id",
      [tenantId],
    )
  ).rows.map((row) => row.action);

describe("confirming an address", () => {
  it("a newcomer gets a link to this product, whatever host the request named, and confirms once", async () => {
    const email = address();
    const answer = await post(register, { email, password: PASSWORD }, undefined, {
      host: "evil.example",
      "x-forwarded-host": "evil.example",
    });
    expect(answer.status).toBe(201);
    const link = await linkTo(email, "verify-email");
    expect([link.origin, link.pathname, link.search]).toEqual([
      new URL(env().APP_URL).origin,
      "/auth/verify",
      "",
    ]);
    const token = await tokenTo(email, "verify-email");
    expect((await userOf(email)).emailVerifiedAt).toBeNull();
    const both = await Promise.all([
      post(verify, { token, password: PASSWORD }),
      post(verify, { token, password: PASSWORD }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 410]);
    expect((await userOf(email)).emailVerifiedAt).toBeInstanceOf(Date);
    expect((await post(verify, { token, password: PASSWORD })).json).toMatchObject({ code: "gone" });
  });

  it("a new link ends the older one; a link that ran out, a made-up one and one of another kind are refused", async () => {
    const person = await mintUnproven();
    expect((await post(again, undefined, person)).status).toBe(200);
    const first = await tokenTo(person.email, "verify-email");
    expect((await post(again, undefined, person)).status).toBe(200);
    const second = await tokenTo(person.email, "verify-email");
    expect((await post(verify, { token: first })).status).toBe(410);
    expect((await post(reset, { token: second, password: OTHER })).status).toBe(410);
    expect((await post(verify, { token: newKey(32) })).status).toBe(410);
    expect((await post(verify, { token: "" })).status).toBe(422);
    setClockForTests(() => Date.now() + 49 * HOUR_MS);
    expect((await post(verify, { token: second, password: PASSWORD })).status).toBe(410);
    setClockForTests(null);
    expect((await post(verify, { token: second, password: PASSWORD })).status).toBe(200);
    expect((await post(again, undefined, person)).status).toBe(409);
    expect(await actionsOf(person.tenantId)).toContain("account.email_verify");
  });

  it("the link alone does not confirm: whoever made the account shows it by session or password", async () => {
    const person = await mintUnproven();
    const stranger = await mintTenant();
    await post(again, undefined, person);
    const token = await tokenTo(person.email, "verify-email");
    for (const as of [undefined, stranger]) {
      const answer = await post(verify, { token }, as);
      expect([answer.status, answer.json?.code]).toEqual([403, "reauthentication_required"]);
    }
    const wrong = await post(verify, { token, password: OTHER });
    expect([wrong.status, wrong.json?.invalidParams]).toEqual([
      422,
      [{ name: "password", reason: expect.any(String) }],
    ]);
    expect((await userOf(person.email)).emailVerifiedAt).toBeNull();
    expect((await post(verify, { token }, person)).status).toBe(200);
    expect((await userOf(person.email)).emailVerifiedAt).toBeInstanceOf(Date);
  });

  it("asking for more than a handful of messages is refused", async () => {
    const person = await mintUnproven();
    const statuses = [];
    for (let i = 0; i < 8; i += 1) statuses.push((await post(again, undefined, person)).status);
    expect(statuses[0]).toBe(200);
    expect(statuses.at(-1)).toBe(429);
  });

  it("nothing of a token is stored as it stands", async () => {
    const person = await mintUnproven();
    await post(again, undefined, person);
    const token = await tokenTo(person.email, "verify-email");
    const { rows } = await database.admin.query<{ all: string }>(
      "SELECT (SELECT string_agg(t::text, ' ') FROM account_tokens t) || (SELECT string_agg(e::text, ' ') FROM outgoing_emails e) || (SELECT string_agg(o::text, ' ') FROM outbox o) AS all",
    );
    expect(rows[0]?.all).not.toContain(token);
  });
});

describe("signing up", () => {
  it("a known address gets a notice and keeps everything; the answer is the same", async () => {
    const person = await mintTenant({ password: PASSWORD });
    const startedAtMs = performance.now();
    const timed = async (email: string) => {
      const answer = await post(register, { email, password: OTHER });
      return { ...answer, ms: performance.now() - startedAtMs };
    };
    const [known, unknown] = await Promise.all([timed(person.email), timed(address())]);
    // Neither comes before the floor, which stands well above what both ways take.
    for (const { ms } of [known, unknown]) expect(ms).toBeGreaterThan(495);
    expect([known.status, known.text]).toEqual([unknown.status, unknown.text]);
    expect((await queued(person.email)).map((one) => one.template)).toEqual(["account-exists"]);
    expect([await enters(person.email, PASSWORD), await enters(person.email, OTHER)]).toEqual([true, false]);
  });

  it("a password that is guessed at once is refused beside its field, for known and unknown addresses alike", async () => {
    const person = await mintTenant({ password: PASSWORD });
    const answers = await Promise.all(
      [person.email, address()].map((email) => post(register, { email, password: "Password123!" })),
    );
    for (const { status, json } of answers) {
      expect(status).toBe(422);
      expect(json).toMatchObject({ invalidParams: [{ name: "password" }] });
    }
  });

  it("an invitation's link proves the address it went to, and no other", async () => {
    const owner = await mintTenant();
    const [invited, stranger, token] = [address(), address(), newKey(32)];
    await database.admin.query(
      `INSERT INTO invitations (id, tenant_id, email, role, token_hash, invited_by_user_id, expires_at, last_sent_at)
       VALUES ($1, $2, $3, 'editor', $4, $5, now() + interval '1 day', now())`,
      [newId(), owner.tenantId, invited, createHash("sha256").update(token).digest(), owner.userId],
    );
    await post(register, { email: stranger, password: PASSWORD, invitationToken: token });
    await post(register, { email: invited, password: PASSWORD, invitationToken: token });
    expect((await userOf(stranger)).emailVerifiedAt).toBeNull();
    expect((await userOf(invited)).emailVerifiedAt).toBeInstanceOf(Date);
    expect(await queued(invited)).toEqual([]);
  });
});

describe("a forgotten password", () => {
  it("known and unknown addresses get the same answer in the same time; only the known one gets mail", async () => {
    const person = await mintTenant({ password: PASSWORD });
    const stranger = address();
    const timed = async (email: string) => {
      const startedAtMs = performance.now();
      const { status, text } = await post(forgot, { email });
      return { answer: [status, text], ms: performance.now() - startedAtMs };
    };
    const known = await timed(person.email.toUpperCase());
    const unknown = await timed(stranger);
    expect(known.answer).toEqual(unknown.answer);
    // The floor stands well above the work of either way.
    for (const { ms } of [known, unknown]) expect(ms).toBeGreaterThan(395);
    expect((await queued(person.email)).map((one) => one.template)).toEqual(["reset-password"]);
    expect(await queued(stranger)).toEqual([]);
  });

  it("sets the new password once, proves the mailbox, ends every session and tells the owner", async () => {
    const person = await mintUnproven();
    await post(forgot, { email: person.email });
    const token = await tokenTo(person.email, "reset-password");
    const bad = await post(reset, { token, password: "qwertyuiop" });
    expect([bad.status, bad.json?.invalidParams]).toEqual([
      422,
      [expect.objectContaining({ name: "password" })],
    ]);
    const both = await Promise.all([
      post(reset, { token, password: OTHER }),
      post(reset, { token, password: OTHER }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 410]);
    expect([await enters(person.email, PASSWORD), await enters(person.email, OTHER)]).toEqual([false, true]);
    expect((await call(me.GET, { as: person })).status).toBe(401);
    expect((await userOf(person.email)).emailVerifiedAt).toBeInstanceOf(Date);
    expect((await queued(person.email)).at(-1)?.template).toBe("password-changed");
    expect(await actionsOf(person.tenantId)).toEqual(expect.arrayContaining(["account.password_reset"]));
  });

  it("runs out after an hour", async () => {
    const person = await mintTenant({ password: PASSWORD });
    await post(forgot, { email: person.email });
    const token = await tokenTo(person.email, "reset-password");
    setClockForTests(() => Date.now() + HOUR_MS + 1_000);
    expect((await post(reset, { token, password: OTHER })).status).toBe(410);
    setClockForTests(null);
  });

  it("on an account whose address nobody proved, whatever its maker attached goes; on a proven one it stays", async () => {
    for (const proven of [false, true]) {
      const person = proven ? await mintTenant({ password: PASSWORD }) : await mintUnproven();
      await systemDb().userIdentity.create({
        data: {
          id: newId(),
          userId: person.userId,
          provider: "google",
          subject: newKey(8),
          email: person.email,
        },
      });
      await systemDb().secondFactor.create({
        data: { userId: person.userId, secret: "sealed", confirmedAt: new Date() },
      });
      await post(forgot, { email: person.email });
      await post(reset, { token: await tokenTo(person.email, "reset-password"), password: OTHER });
      const left = proven ? 1 : 0;
      expect(await systemDb().userIdentity.count({ where: { userId: person.userId } })).toBe(left);
      expect(await systemDb().secondFactor.count({ where: { userId: person.userId } })).toBe(left);
    }
  });

  it("asking for many addresses from one place meets the limit", async () => {
    const statuses = [];
    for (let i = 0; i < 12; i += 1) statuses.push((await post(forgot, { email: address() })).status);
    expect(statuses.slice(0, 10).every((status) => status === 200)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe("another address", () => {
  it("counts once its own link is taken; the old one is told, and its links end", async () => {
    const person = await mintTenant({ password: PASSWORD });
    const next = address();
    await post(forgot, { email: person.email });
    const old = await tokenTo(person.email, "reset-password");
    expect((await post(changeEmail, { newEmail: next, currentPassword: PASSWORD }, person)).status).toBe(200);
    expect((await userOf(person.email)).id).toBe(person.userId);
    const token = await tokenTo(next, "change-email");
    expect((await post(confirmEmail, { token })).status).toBe(403);
    expect((await post(confirmEmail, { token, password: OTHER })).status).toBe(422);
    expect((await post(confirmEmail, { token, password: PASSWORD })).status).toBe(200);
    expect(await userOf(next)).toMatchObject({ id: person.userId, emailVerifiedAt: expect.any(Date) });
    expect((await queued(person.email)).at(-1)).toMatchObject({
      template: "email-changed",
      params: { newEmail: next },
    });
    expect((await post(reset, { token: old, password: OTHER })).status).toBe(410);
    expect((await call(me.GET, { as: person })).status).toBe(200);
  });

  it("of two who want one address at the same moment one gets it", async () => {
    const [a, b] = [await mintTenant({ password: PASSWORD }), await mintTenant({ password: PASSWORD })];
    const wanted = address();
    const tokens = [];
    for (const person of [a, b]) {
      await post(changeEmail, { newEmail: wanted, currentPassword: PASSWORD }, person);
      tokens.push(await tokenTo(wanted, "change-email"));
    }
    const answers = await Promise.all(
      tokens.map((token) => post(confirmEmail, { token, password: PASSWORD })),
    );
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409]);
  });

  it("an address that somebody has gets a notice instead of a link, and the answer is the same", async () => {
    const [person, other] = [await mintTenant({ password: PASSWORD }), await mintTenant()];
    const answer = await post(changeEmail, { newEmail: other.email, currentPassword: PASSWORD }, person);
    expect(answer.status).toBe(200);
    expect((await queued(other.email)).map((one) => one.template)).toEqual(["account-exists"]);
  });

  it("needs the current password, and a wrong one is told beside its field until the limit", async () => {
    const person = await mintTenant({ password: PASSWORD });
    const ask = (currentPassword?: string) =>
      post(changeEmail, { newEmail: address(), ...(currentPassword ? { currentPassword } : {}) }, person);
    expect((await ask()).json).toMatchObject({ code: "reauthentication_required" });
    expect((await ask("not it at all")).json).toMatchObject({ invalidParams: [{ name: "currentPassword" }] });
    for (let i = 0; i < 7; i += 1) await ask("not it at all");
    expect((await ask(PASSWORD)).status).toBe(429);
    // The owner elsewhere is not locked out by tries in this session.
    expect(await enters(person.email, PASSWORD)).toBe(true);
  });

  it("without a password a sign-in of the last quarter of an hour is the proof", async () => {
    const person = await mintTenant();
    expect((await post(changeEmail, { newEmail: address() }, person)).status).toBe(200);
    setClockForTests(() => Date.now() + 16 * 60_000);
    expect((await post(changeEmail, { newEmail: address() }, person)).json).toMatchObject({
      code: "reauthentication_required",
    });
    setClockForTests(null);
  });
});

describe("another password", () => {
  it("ends every other session and leaves this one", async () => {
    const owner = await mintTenant();
    const person = await mintMember(owner.tenantId, "viewer");
    const passwordHash = await hashPassword(PASSWORD);
    await systemDb().user.update({ where: { id: person.userId }, data: { passwordHash } });
    const { sessionId } = await openSession({
      userId: person.userId,
      method: "password",
      kind: "web",
      userAgent: "another",
      address: "127.0.0.1",
    });
    const elsewhere = { ...person, sessionId, cookie: await cookieOf(sessionId) };
    expect((await call(me.GET, { as: elsewhere })).status).toBe(200);
    const body = { currentPassword: PASSWORD, newPassword: OTHER };
    expect((await post(changePassword, body, person)).status).toBe(200);
    expect((await call(me.GET, { as: elsewhere })).status).toBe(401);
    expect((await call(me.GET, { as: person })).status).toBe(200);
    expect([await enters(person.email, PASSWORD), await enters(person.email, OTHER)]).toEqual([false, true]);
    expect(await actionsOf(owner.tenantId)).toEqual(
      expect.arrayContaining(["account.password_change", "session.revoke"]),
    );
  });
});
