import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as changeEmail from "@/app/api/v1/account/email/route";
import * as forgot from "@/app/api/v1/auth/forgot-password/route";
import * as login from "@/app/api/v1/auth/login/route";
import * as register from "@/app/api/v1/auth/register/route";
import * as invite from "@/app/api/v1/tenants/[tenantId]/users/invite/route";
import { systemDb } from "@/lib/db";
import { resetEnvForTests, tellNextAuth } from "@/lib/env";
import { newKey } from "@/lib/ids";
import { closeLimiters } from "@/lib/rate-limit";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { type Answer, call, mintTenant, mintUser, type Person } from "../../fixtures/tenants";
import { Flow } from "../../integration/auth/browser-flow";

const PASSWORD = "correct horse battery";
const WRONG = "a rather different phrase";
let database: OwnDatabase;
let asker: Person;

beforeAll(async () => {
  database = await useOwnDatabase({ SMTP_URL: "smtp://127.0.0.1:9" });
  tellNextAuth();
  asker = await mintTenant({ password: PASSWORD });
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
const post = (handler: { POST: Parameters<typeof call>[0] }, body: unknown, more: object = {}) =>
  call(handler.POST, { method: "POST", body, headers: { "x-ba-peer": newKey(6) }, ...more });
/** All that a caller sees of an answer; what is new each time, or names the address that they sent, is made alike. */
const seen = ({ status, headers, text }: Answer, email: string) => ({
  status,
  headers: Object.fromEntries(
    [...headers].map(([name, value]) => [name, name === "x-request-id" ? "" : value]),
  ),
  text: text
    .replaceAll(email, "<address>")
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "<id>")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>"),
});

interface Door {
  ask: (email: string) => Promise<Answer>;
  /** A verified account, one that was closed, one without a password. */
  known: () => Promise<{ email: string }>;
}

const ways: [string, Door["ask"]][] = [
  ["log in over the API", (email) => post(login, { email, password: WRONG })],
  ["register", (email) => post(register, { email, password: WRONG })],
  ["forgot password", (email) => post(forgot, { email })],
  [
    "invite",
    (email) => post(invite, { email, role: "viewer" }, { as: asker, params: { tenantId: asker.tenantId } }),
  ],
  [
    "change of address",
    (email) => post(changeEmail, { newEmail: email, currentPassword: PASSWORD }, { as: asker }),
  ],
];
const people: [string, Door["known"]][] = [
  ["a member elsewhere", () => mintTenant({ password: PASSWORD })],
  [
    "a closed account",
    async () => {
      const user = await mintUser({ password: PASSWORD });
      await systemDb().user.update({ where: { id: user.id }, data: { isActive: false } });
      return user;
    },
  ],
  ["an account without a password", () => mintUser()],
];

describe.each(ways)("%s", (_way, ask) => {
  it.each(people)("answers %s and nobody alike: status, headers and text", async (_who, known) => {
    const { email } = await known();
    const nobody = unknown();
    const answers = [seen(await ask(nobody), nobody)];
    await database.admin.query("DELETE FROM rate_limits");
    answers.push(seen(await ask(email), email));
    // Counting down is the caller's own affair; the windows of the two questions need not begin in one second.
    for (const answer of answers) delete answer.headers["ratelimit-reset"];
    expect(answers[1]).toEqual(answers[0]);
  });

  it("takes its time alike", async () => {
    const times = { known: [] as number[], nobody: [] as number[] };
    const timed = async (email: string) => {
      const startedAtMs = performance.now();
      await ask(email);
      return performance.now() - startedAtMs;
    };
    await timed(unknown());
    for (let i = 0; i < 5; i += 1) {
      const { email } = await mintUser({ password: PASSWORD });
      await database.admin.query("DELETE FROM rate_limits");
      // At the same moment: whatever else the machine does, it does to both.
      const [nobody, known] = await Promise.all([timed(unknown()), timed(email)]);
      times.nobody.push(nobody);
      times.known.push(known);
    }
    const median = (list: number[]) => list.sort((x, y) => x - y)[2] ?? 0;
    const ratio = median(times.known) / median(times.nobody);
    // A machine with other work to do: hashing or not, or mail or not, would be a factor of three and more.
    expect(ratio).toBeGreaterThan(1 / 2.5);
    expect(ratio).toBeLessThan(2.5);
  });
});

it("the browser's log-in answers a wrong password, a stranger and a closed account alike", async () => {
  const closed = await mintUser({ password: PASSWORD });
  await systemDb().user.update({ where: { id: closed.id }, data: { isActive: false } });
  const tries: [string, string][] = [
    [asker.email, WRONG],
    [unknown(), PASSWORD],
    [closed.email, PASSWORD],
    [(await mintUser()).email, PASSWORD],
  ];
  const answers = [];
  for (const [email, password] of tries) {
    const flow = new Flow(newKey(6));
    const { csrfToken } = (await (await flow.send("/api/auth/csrf")).json()) as { csrfToken: string };
    const answer = await flow.send("/api/auth/callback/credentials", { csrfToken, email, password });
    const names = [...answer.headers.keys()].sort();
    answers.push({
      status: answer.status,
      names,
      to: answer.headers.get("location"),
      text: await answer.text(),
    });
    expect(flow.session).toBeUndefined();
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
});
