import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as account from "@/app/api/v1/account/route";
import * as start from "@/app/api/v1/account/second-factor/route";
import * as confirm from "@/app/api/v1/account/second-factor/confirm/route";
import * as disable from "@/app/api/v1/account/second-factor/disable/route";
import * as renew from "@/app/api/v1/account/second-factor/recovery-codes/route";
import * as pass from "@/app/api/v1/auth/second-factor/route";
import * as me from "@/app/api/v1/me/route";
import { openSession } from "@/lib/auth/sessions";
import { setClockForTests } from "@/lib/clock";
import { systemDb } from "@/lib/db";
import { newKey } from "@/lib/ids";
import { closeLimiters } from "@/lib/rate-limit";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { type Answer, call, cookieOf, mintTenant, type Person } from "../../fixtures/tenants";
import { queued } from "./mailbox";

const PASSWORD = "correct horse battery";
const STEP_MS = 30_000;
let database: OwnDatabase;
let nowMs: number;

beforeAll(async () => {
  database = await useOwnDatabase({ SMTP_URL: "smtp://127.0.0.1:9" });
});
beforeEach(async () => {
  await database.admin.query("DELETE FROM rate_limits");
  closeLimiters();
  // In the middle of a step, so that no test meets its edge.
  nowMs = Math.floor(Date.now() / STEP_MS) * STEP_MS + STEP_MS / 2;
  setClockForTests(() => nowMs);
});
afterAll(async () => {
  setClockForTests(null);
  await database.drop();
});

const post = (handler: { POST: Parameters<typeof call>[0] }, body: unknown, as: Person): Promise<Answer> =>
  call(handler.POST, { method: "POST", body, as });
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: nowMs + steps * STEP_MS });
const wrong = (secret: string) => String((Number(codeOf(secret)) + 1) % 1_000_000).padStart(6, "0");

/** Switches the second factor on. @returns its key and recovery codes */
async function enroll(person: Person): Promise<{ secret: string; codes: string[] }> {
  const begun = await post(start, { currentPassword: PASSWORD }, person);
  const secret = String(begun.json?.secret);
  const done = await post(confirm, { code: codeOf(secret) }, person);
  expect(done.status).toBe(200);
  nowMs += STEP_MS;
  return { secret, codes: done.json?.recoveryCodes as string[] };
}

/** The first step of a sign-in. @returns the cookie of the pending session */
async function firstStep(person: Person, address = "127.0.0.1"): Promise<Person> {
  const opened = await openSession({
    userId: person.userId,
    method: "password",
    kind: "web",
    userAgent: "vitest",
    address,
  });
  expect(opened.secondFactorPending).toBe(true);
  return { ...person, sessionId: opened.sessionId, cookie: await cookieOf(opened.sessionId) };
}

/** The second step. */
const secondStep = (pending: Person, code: string, peer = "203.0.113.1") =>
  call(pass.POST, { method: "POST", body: { code }, headers: { cookie: pending.cookie, "x-ba-peer": peer } });
const cookieIn = (answer: Answer) => (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";

describe("setting the second factor up", () => {
  it("needs the password, gives key and picture, and is on after a first code only", async () => {
    const person = await mintTenant({ password: PASSWORD });
    expect((await post(start, {}, person)).json).toMatchObject({ code: "reauthentication_required" });
    const begun = await post(start, { currentPassword: PASSWORD }, person);
    const secret = String(begun.json?.secret);
    expect(begun.json?.uri).toMatch(/^otpauth:\/\/totp\/.*algorithm=SHA1&digits=6&period=30/);
    expect(begun.json?.qrSvg).toMatch(/^<svg /);
    expect((await call(account.GET, { as: person })).json).toMatchObject({
      secondFactor: { enabledAt: null },
    });
    const refused = await post(confirm, { code: wrong(secret) }, person);
    expect([refused.status, refused.json?.invalidParams]).toEqual([
      422,
      [expect.objectContaining({ name: "code" })],
    ]);
    const both = await Promise.all([0, 1].map(() => post(confirm, { code: codeOf(secret) }, person)));
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
    expect((await call(account.GET, { as: person })).json).toMatchObject({
      secondFactor: { recoveryCodesLeft: 10 },
    });
    expect((await post(start, { currentPassword: PASSWORD }, person)).status).toBe(409);
    expect((await queued(person.email)).map((one) => one.template)).toEqual(["account-changed"]);
  });

  it("keeps neither the key nor a recovery code as it stands", async () => {
    const person = await mintTenant({ password: PASSWORD });
    const { secret, codes } = await enroll(person);
    const { rows } = await database.admin.query<{ all: string }>(
      "SELECT (SELECT string_agg(s::text, ' ') FROM second_factors s) || (SELECT string_agg(r::text, ' ') FROM recovery_codes r) AS all",
    );
    for (const text of [secret, ...codes]) expect(rows[0]?.all).not.toContain(text);
  });
});

describe("signing in with it", () => {
  it("the first step alone opens nothing; the code opens a session of another id, and the old cookie is dead", async () => {
    const person = await mintTenant({ password: PASSWORD });
    const { secret } = await enroll(person);
    const pending = await firstStep(person);
    expect((await call(me.GET, { as: pending })).status).toBe(401);
    expect((await call(account.GET, { as: pending })).status).toBe(401);
    const done = await secondStep(pending, codeOf(secret));
    expect(done.status).toBe(200);
    expect(done.headers.get("set-cookie")).toMatch(/HttpOnly; SameSite=Lax/);
    const cookie = cookieIn(done);
    expect(cookie).not.toBe(pending.cookie);
    expect((await call(me.GET, { as: { ...person, cookie } })).status).toBe(200);
    expect((await call(me.GET, { as: pending })).status).toBe(401);
    expect((await secondStep(pending, codeOf(secret, 1))).status).toBe(401);
  });

  it("a code works once, whoever has seen it, also for two at the same moment; its neighbours count, others do not", async () => {
    const person = await mintTenant({ password: PASSWORD });
    const { secret } = await enroll(person);
    const pending = await Promise.all([0, 1, 2].map(() => firstStep(person)));
    const answers = await Promise.all(pending.map((one) => secondStep(one, codeOf(secret))));
    expect(answers.map((one) => one.status).sort()).toEqual([200, 422, 422]);
    const next = await firstStep(person);
    expect((await secondStep(next, codeOf(secret, 3))).status).toBe(422);
    expect((await secondStep(next, codeOf(secret, -3))).status).toBe(422);
    expect((await secondStep(next, codeOf(secret, 1))).status).toBe(200);
  });

  it("five wrong codes end the pending session, and the owner elsewhere is free", async () => {
    const person = await mintTenant({ password: PASSWORD });
    const { secret } = await enroll(person);
    const pending = await firstStep(person);
    const statuses = [];
    for (let i = 0; i < 5; i += 1) statuses.push((await secondStep(pending, wrong(secret))).status);
    expect(statuses).toEqual([422, 422, 422, 422, 401]);
    expect((await secondStep(pending, codeOf(secret))).status).toBe(401);
    const again = await firstStep(person);
    for (let i = 0; i < 5; i += 1) await secondStep(again, wrong(secret));
    // Ten wrong ones from one place: that place waits, another does not.
    expect((await secondStep(await firstStep(person), codeOf(secret))).status).toBe(429);
    expect((await secondStep(await firstStep(person), codeOf(secret), "198.51.100.7")).status).toBe(200);
  });

  it("a pending session runs out after ten minutes", async () => {
    const person = await mintTenant({ password: PASSWORD });
    const { secret } = await enroll(person);
    const pending = await firstStep(person);
    nowMs += 10 * 60_000 + 1;
    expect((await secondStep(pending, codeOf(secret))).status).toBe(401);
  });

  it("a recovery code works once, is told to the owner, and another account's does not count", async () => {
    const [person, other] = [
      await mintTenant({ password: PASSWORD }),
      await mintTenant({ password: PASSWORD }),
    ];
    const { codes } = await enroll(person);
    const foreign = (await enroll(other)).codes[0] ?? "";
    const code = codes[0] ?? "";
    const pending = await Promise.all([0, 1].map(() => firstStep(person)));
    expect((await secondStep(await firstStep(person), foreign)).status).toBe(422);
    const answers = await Promise.all(pending.map((one) => secondStep(one, ` ${code.toUpperCase()} `)));
    expect(answers.map((one) => one.status).sort()).toEqual([200, 422]);
    const told = (await queued(person.email)).map((one) => one.params.what);
    expect(told).toContain("A recovery code was used to sign in or to change the second factor.");
    expect((await call(account.GET, { as: person })).json).toMatchObject({
      secondFactor: { recoveryCodesLeft: 9 },
    });
  });

  it("a session that waits for nothing, a made-up cookie and none get the same answer", async () => {
    const person = await mintTenant({ password: PASSWORD });
    const answers = [
      await secondStep(person, "123456"),
      await secondStep({ ...person, cookie: `ba.session=${newKey(40)}` }, "123456"),
      await call(pass.POST, { method: "POST", body: { code: "123456" } }),
    ];
    expect(new Set(answers.map(({ status, json }) => `${status} ${String(json?.detail)}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(401);
  });
});

describe("changing it", () => {
  it("new recovery codes need the password and end the older ones", async () => {
    const person = await mintTenant({ password: PASSWORD });
    const { codes } = await enroll(person);
    expect((await post(renew, {}, person)).status).toBe(403);
    const made = await post(renew, { currentPassword: PASSWORD }, person);
    expect(made.json?.recoveryCodes).toHaveLength(10);
    expect((await secondStep(await firstStep(person), codes[1] ?? "")).status).toBe(422);
    const fresh = (made.json?.recoveryCodes as string[])[0] ?? "";
    expect((await secondStep(await firstStep(person), fresh)).status).toBe(200);
  });

  it("is switched off by the password or a code, and by nothing less", async () => {
    for (const by of ["password", "code"] as const) {
      const person = await mintTenant({ password: PASSWORD });
      const { secret } = await enroll(person);
      expect((await post(disable, {}, person)).json).toMatchObject({ code: "reauthentication_required" });
      expect((await post(disable, { code: wrong(secret) }, person)).status).toBe(422);
      expect((await post(disable, { currentPassword: "not it at all" }, person)).status).toBe(422);
      const body = by === "password" ? { currentPassword: PASSWORD } : { code: codeOf(secret) };
      expect((await post(disable, body, person)).status).toBe(200);
      expect(await systemDb().recoveryCode.count({ where: { userId: person.userId } })).toBe(0);
      expect((await post(disable, body, person)).status).toBe(409);
      const { rows } = await database.admin.query<{ action: string }>(
        "SELECT action FROM audit_logs WHERE tenant_id = $1",
        [person.tenantId],
      );
      expect(rows.map((row) => row.action)).toEqual(
        expect.arrayContaining(["account.second_factor_enable", "account.second_factor_disable"]),
      );
    }
  });
});
