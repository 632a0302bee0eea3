import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as register from "@/app/api/v1/auth/register/route";
import { verifyCredentials } from "@/lib/auth";
import { newKey } from "@/lib/ids";
import { type Answer, call } from "../../fixtures/tenants";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";

const password = "correct horse battery";
let database: OwnDatabase;

beforeAll(async () => {
  database = await useOwnDatabase({ RATE_LIMIT_ANON_PER_MIN: "600" });
});
afterAll(() => database.drop());

const send = (body: unknown, peer = newKey(4)): Promise<Answer> =>
  call(register.POST, {
    method: "POST",
    path: "/api/v1/auth/register",
    body,
    headers: { "x-ba-peer": peer },
  });

const counts = async (email: string) => {
  const { rows } = await database.admin.query(
    `SELECT (SELECT count(*)::int FROM users WHERE email = $1) AS users,
       (SELECT count(*)::int FROM memberships m JOIN users u ON u.id = m.user_id WHERE u.email = $1) AS memberships,
       (SELECT count(*)::int FROM companies c JOIN memberships m USING (tenant_id) JOIN users u ON u.id = m.user_id WHERE u.email = $1 AND c.is_default) AS companies,
       (SELECT count(*)::int FROM audit_logs l JOIN memberships m USING (tenant_id) JOIN users u ON u.id = m.user_id WHERE u.email = $1) AS audit`,
    [email],
  );
  return rows[0] as Record<string, number>;
};
const one = { users: 1, memberships: 1, companies: 1 };

describe("sign-up", () => {
  it("makes the account, its workspace, its default company and an audit row, and lets the person in", async () => {
    const email = `${newKey(6)}@works.example`.toLowerCase();
    const answer = await send({ email: ` ${email.toUpperCase()} `, password, name: "Ada Lovelace" });
    expect([answer.status, answer.json]).toEqual([201, { status: "ok" }]);
    expect(await counts(email)).toMatchObject({ ...one, audit: 1 });
    expect(await verifyCredentials({ email, password }, "203.0.113.9")).toMatch(/^[0-9a-f-]{36}$/);
    const { rows } = await database.admin.query("SELECT password_hash FROM users WHERE email = $1", [email]);
    expect(rows[0]).toEqual({ password_hash: expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/) });
  });

  it("answers a known address alike, after the same work, and changes nothing", async () => {
    const email = `${newKey(6)}@works.example`.toLowerCase();
    const first = await send({ email, password });
    const before = await counts(email);
    const again = await send({ email, password: "another password entirely" });
    expect([again.status, again.json]).toEqual([first.status, first.json]);
    const names = (answer: Answer) => [...answer.headers.keys()].sort();
    expect(names(again)).toEqual(names(first));
    expect(await counts(email)).toEqual(before);
    await expect(
      verifyCredentials({ email, password: "another password entirely" }, "203.0.113.9"),
    ).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("makes one account when ten sign-ups race", async () => {
    const email = `${newKey(6)}@works.example`.toLowerCase();
    const answers = await Promise.all(Array.from({ length: 10 }, () => send({ email, password })));
    expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(201));
    expect(await counts(email)).toMatchObject(one);
  });

  it("422 with the field's name for what is missing or wrong", async () => {
    const cases: [body: object, field: string][] = [
      [{ password }, "email"],
      [{ email: "nonsense", password }, "email"],
      [{ email: "a@b.example", password: "short" }, "password"],
      [{ email: "a@b.example", password: "x".repeat(201) }, "password"],
      [{ email: "a@b.example", password, name: "two\nlines" }, "name"],
    ];
    for (const [body, field] of cases) {
      expect((await send(body)).json).toMatchObject({
        status: 422,
        invalidParams: [{ name: field, reason: expect.any(String) }],
      });
    }
  });

  it("takes names of any script, and none", async () => {
    for (const name of ["Gülşah Ünlü", "李小龍", "", "'; DROP TABLE users; --", "<script>"]) {
      const email = `${newKey(6)}@works.example`.toLowerCase();
      expect((await send({ email, password, name })).status, name).toBe(201);
      expect(await counts(email)).toMatchObject(one);
    }
  });

  it("is limited per address", async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 102; i += 1)
      statuses.push((await send({ email: "nonsense", password }, "one-place")).status);
    expect(statuses.slice(0, 100)).toEqual(Array(100).fill(422));
    expect(statuses.slice(100)).toEqual([429, 429]);
  });
});
