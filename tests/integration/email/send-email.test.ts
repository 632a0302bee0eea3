import { once } from "node:events";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { setClockForTests } from "@/lib/clock";
import { systemDb } from "@/lib/db";
import { closeEmail, emailAllowance, emailEnabled, type EmailMessage, queueEmail } from "@/lib/email";
import { sendQueuedEmail } from "@/lib/email/jobs/send";
import { retryEmails } from "@/lib/email/jobs/retry";
import { sweepOldEmails } from "@/lib/email/jobs/sweep";
import { resetEnvForTests } from "@/lib/env";
import { newKey } from "@/lib/ids";
import { withTenant } from "@/lib/tenancy";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { type OwnSandbox, startSandbox } from "../../fixtures/sandbox";
import { mintTenant } from "../../fixtures/tenants";

let database: OwnDatabase;
let sandbox: OwnSandbox;

const set = (values: Record<string, string | undefined>) => {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  resetEnvForTests();
};
beforeAll(async () => {
  database = await useOwnDatabase();
  sandbox = await startSandbox();
});
beforeEach(() => set({ SMTP_URL: sandbox.smtpUrl, MAIL_FROM: "Brand Automator <mail@product.example>" }));
afterEach(async () => {
  setClockForTests(null);
  closeEmail();
  await sandbox.reset("mail");
});
afterAll(async () => {
  await sandbox.stop();
  await database.drop();
});

const address = () => `${newKey(8).toLowerCase().replaceAll(/[_-]/g, "x")}@people.example`;
const verify = (to: string, changes: Partial<{ name: string; dedupeKey: string }> = {}): EmailMessage => ({
  to,
  template: "verify-email",
  params: { url: "http://127.0.0.1:3000/auth/verify?token=s3cret-token", name: changes.name ?? "Ada" },
  dedupeKey: changes.dedupeKey ?? newKey(),
});
/** Queues a message as an account verb does. @returns its row's id */
async function queue(message: EmailMessage): Promise<string> {
  expect(await systemDb().$transaction((tx) => queueEmail(tx, null, message))).toBe(true);
  return (await systemDb().outgoingEmail.findUniqueOrThrow({ where: { dedupeKey: message.dedupeKey } })).id;
}
const send = (emailId: string) => sendQueuedEmail.execute({ emailId });
const row = (id: string) => systemDb().outgoingEmail.findUniqueOrThrow({ where: { id } });
const later = (ms: number) => setClockForTests(() => Date.now() + ms);
const refuse = (to: string, code: 451 | 550, times = 1) =>
  sandbox.fault("mail", { kind: "own", name: "refuse-recipient", times, params: { code, to } });
const drop = (to: string, keep: boolean) =>
  sandbox.fault("mail", { kind: "own", name: "drop-after-data", params: { to, keep } });

describe("a queued message", () => {
  test("arrives once, in text and HTML, and its parameters are forgotten", async () => {
    const to = address();
    const id = await queue(verify(to));
    expect(await row(id)).toMatchObject({
      status: "queued",
      recipient: to,
      params: expect.stringMatching(/^v1\.k1\./),
    });
    expect(JSON.stringify(await row(id))).not.toContain("s3cret-token");
    await send(id);
    await send(id);
    const [message, ...more] = await sandbox.messages(to);
    expect(more).toEqual([]);
    expect(message).toMatchObject({ subject: "Confirm your e-mail address" });
    expect(message?.text).toContain("http://127.0.0.1:3000/auth/verify?token=s3cret-token");
    expect(message?.html).toContain("http://127.0.0.1:3000/auth/verify?token=s3cret-token");
    expect(await row(id)).toMatchObject({
      status: "sent",
      params: null,
      attempts: 1,
      messageId: `<${id}@product.example>`,
      sentAt: expect.any(Date),
    });
  });

  test("is announced to the worker in the same transaction, or not at all", async () => {
    const person = await mintTenant();
    const message = { ...verify(address()), dedupeKey: newKey() };
    await withTenant(person.ctx, (db) => queueEmail(db, person.ctx, message));
    const { id } = await systemDb().outgoingEmail.findUniqueOrThrow({
      where: { dedupeKey: message.dedupeKey },
    });
    const { rows } = await database.admin.query(
      "SELECT tenant_id, type FROM outbox WHERE payload->>'emailId' = $1",
      [id],
    );
    expect(rows).toEqual([{ tenant_id: person.tenantId, type: "email.queued" }]);
    const lost = verify(address());
    await expect(
      withTenant(person.ctx, async (db) => {
        await queueEmail(db, person.ctx, lost);
        throw new Error("the change failed");
      }),
    ).rejects.toThrow("the change failed");
    expect(await systemDb().outgoingEmail.count({ where: { dedupeKey: lost.dedupeKey } })).toBe(0);
  });

  test("with a key that was used is no second message", async () => {
    const message = verify(address());
    const id = await queue(message);
    expect(await systemDb().$transaction((tx) => queueEmail(tx, null, message))).toBe(false);
    const { rows } = await database.admin.query("SELECT 1 FROM outbox WHERE payload->>'emailId' = $1", [id]);
    expect(rows).toHaveLength(1);
  });

  test("is sent once by two workers at the same moment", async () => {
    const to = address();
    const id = await queue(verify(to));
    await Promise.all([send(id), send(id), send(id), retryEmails.execute({})]);
    expect(await sandbox.messages(to)).toHaveLength(1);
  });

  test("without e-mail is neither queued nor a fault", async () => {
    set({ SMTP_URL: undefined });
    expect(emailEnabled()).toBe(false);
    const message = verify(address());
    expect(await systemDb().$transaction((tx) => queueEmail(tx, null, message))).toBe(false);
    expect(await systemDb().outgoingEmail.count({ where: { dedupeKey: message.dedupeKey } })).toBe(0);
  });

  test.each([
    "",
    "no-address",
    "a@b@c.example",
    "a@b.example\r\nBcc: c@d.example",
    "a@b.example, c@d.example",
    "<a@b.example>",
    `${"a".repeat(250)}@b.example`,
  ])("to %j is refused", async (to) => {
    await expect(systemDb().$transaction((tx) => queueEmail(tx, null, verify(to)))).rejects.toThrow();
  });

  test("with a link to somewhere else is refused: no Host header gets into a message", async () => {
    const message: EmailMessage = {
      to: address(),
      template: "verify-email",
      params: { url: "http://evil.example/verify", name: "Ada" },
      dedupeKey: newKey(),
    };
    await expect(systemDb().$transaction((tx) => queueEmail(tx, null, message))).rejects.toThrow(
      "must lead to this product",
    );
  });
});

describe("headers", () => {
  const invite = (inviterName: string, workspaceName: string): EmailMessage => ({
    to: address(),
    template: "invitation",
    params: {
      url: "http://127.0.0.1:3000/invite/x",
      inviterName,
      workspaceName,
      role: "editor",
      expiresAt: "2026-12-01T10:00:00.000Z",
    },
    dedupeKey: newKey(),
  });

  test.each([
    ["a line break", "Eve\r\nBcc: victim@people.example\r\n\r\nbody", "Acme\nX-Evil: 1"],
    ["other separators", "Eve\u2028Bcc: victim@people.example", "Acme\u0085X-Evil: 1\u0000\u000b"],
    ["commas, quotes and brackets", 'Eve, "the" <evil@people.example>', "A, B; C:"],
    ["other letters", "Ængström 張偉 😀", "Größe & Söhne"],
    ["direction marks", "Eve\u202egpj.exe", "Ac\u2066me"],
    ["a very long name", "Eve ".repeat(120), "😀".repeat(200)],
    ["an encoded word", "=?utf-8?q?=0ABcc:victim=40people.example?=", "=?utf-8?b?DQpCY2M6?="],
  ])("%s in names stays inside the subject", async (_what, inviter, workspace) => {
    const message = invite(inviter, workspace);
    await send(await queue(message));
    const [got, ...more] = await sandbox.messages(message.to);
    expect(more).toEqual([]);
    expect(got?.subject).toContain(" invites you to ");
    expect(got?.subject).not.toMatch(/[\p{Cc}\u2028\u202e\u2066]/u);
    expect([...(got?.subject ?? "")].length).toBeLessThan(190);
    expect(await sandbox.messages("victim@people.example")).toEqual([]);
    const names = Object.keys(got?.headers ?? {}).map((name) => name.toLowerCase());
    for (const name of ["bcc", "cc", "x-evil"]) expect(names).not.toContain(name);
  });

  test("say that no person wrote it, and who sends", async () => {
    const message = verify(address());
    await send(await queue(message));
    const [got] = await sandbox.messages(message.to);
    expect(JSON.stringify(got)).toMatch(/auto-submitted/i);
    expect(JSON.stringify(got)).toContain("mail@product.example");
  });
});

describe("faults", () => {
  test("451: the message waits, and goes when its pause is over", async () => {
    const to = address();
    await refuse(to, 451);
    const id = await queue(verify(to));
    await send(id);
    expect(await row(id)).toMatchObject({
      status: "queued",
      attempts: 1,
      lastError: expect.stringContaining("451"),
      params: expect.any(String),
    });
    await send(id);
    await retryEmails.execute({});
    expect(await sandbox.messages(to)).toEqual([]);
    later(31_000);
    await retryEmails.execute({});
    expect(await sandbox.messages(to)).toHaveLength(1);
    expect(await row(id)).toMatchObject({ status: "sent", attempts: 2, lastError: null });
  });

  test("550: failed at once, and the address is left alone for 7 days", async () => {
    const to = address();
    await refuse(to, 550);
    const id = await queue(verify(to));
    await send(id);
    expect(await row(id)).toMatchObject({
      status: "failed",
      params: null,
      lastError: expect.stringContaining("550"),
    });
    const second = await queue(verify(to));
    await send(second);
    expect(await row(second)).toMatchObject({ status: "suppressed", params: null });
    expect(await sandbox.messages(to)).toEqual([]);
    later(7 * 86_400_000 + 1_000);
    const third = await queue(verify(to));
    await send(third);
    expect(await row(third)).toMatchObject({ status: "sent" });
  });

  test("dropped after DATA: tried again under the same Message-ID, so that two copies can be told to be one", async () => {
    const to = address();
    await drop(to, true);
    const id = await queue(verify(to));
    await send(id);
    expect(await row(id)).toMatchObject({ status: "queued", attempts: 1 });
    later(31_000);
    await retryEmails.execute({});
    const messages = await sandbox.messages(to);
    expect(messages).toHaveLength(2);
    for (const message of messages) expect(JSON.stringify(message)).toContain(`<${id}@product.example>`);
    expect(await row(id)).toMatchObject({ status: "sent", messageId: `<${id}@product.example>` });
  });

  test("the mail server away: waits longer each time, gives up after a day", async () => {
    set({ SMTP_URL: "smtp://127.0.0.1:9" });
    const id = await queue(verify(address()));
    const pauses: number[] = [];
    let atMs = 0;
    for (let n = 0; n < 3; n += 1) {
      later(atMs);
      await retryEmails.execute({});
      await send(id);
      const { claimedUntil } = await row(id);
      const pauseMs = (claimedUntil?.getTime() ?? 0) - Date.now() - atMs;
      pauses.push(Math.round(pauseMs / 30_000));
      atMs += pauseMs + 1_000;
    }
    expect(pauses).toEqual([1, 2, 4]);
    later(86_400_000 + atMs);
    await retryEmails.execute({});
    expect(await row(id)).toMatchObject({ status: "failed", params: null, attempts: 4 });
  });

  test("a worker killed while sending: nobody sends during its lease, the next one does afterwards", async () => {
    const to = address();
    const id = await queue(verify(to));
    await database.admin.query(
      "UPDATE outgoing_emails SET status = 'sending', attempts = 1, claimed_until = $2 WHERE id = $1",
      [id, new Date(Date.now() + 120_000)],
    );
    await send(id);
    await retryEmails.execute({});
    expect(await sandbox.messages(to)).toEqual([]);
    later(121_000);
    await retryEmails.execute({});
    expect(await sandbox.messages(to)).toHaveLength(1);
  });

  test("a queue that lost its job: the message goes a minute later", async () => {
    const to = address();
    await queue(verify(to));
    await retryEmails.execute({});
    expect(await sandbox.messages(to)).toEqual([]);
    later(61_000);
    await retryEmails.execute({});
    expect(await sandbox.messages(to)).toHaveLength(1);
  });

  test("our own refused login or sender is no fault of the recipient; a refused message is final", async () => {
    let answer = { mail: 550, data: 0 };
    const refusal = (responseCode: number) => Object.assign(new Error("refused"), { responseCode });
    const server = new SMTPServer({
      disabledCommands: ["STARTTLS"],
      authOptional: true,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(refusal(535)),
      onMailFrom: (_from, _session, done) => done(answer.mail ? refusal(answer.mail) : null),
      onData: (stream, _session, done) => {
        stream.resume();
        stream.once("end", () => done(answer.data ? refusal(answer.data) : null));
      },
    });
    server.on("error", () => undefined);
    server.listen(0, "127.0.0.1");
    await once(server.server, "listening");
    const at = server.server.address();
    const port = typeof at === "object" && at ? at.port : 0;
    const to = address();
    set({ SMTP_URL: `smtp://127.0.0.1:${port}` });
    const first = await queue(verify(to));
    await send(first);
    expect(await row(first)).toMatchObject({ status: "queued", lastError: expect.stringContaining("550") });
    set({ SMTP_URL: `smtp://user:wrong@127.0.0.1:${port}` });
    const second = await queue(verify(to));
    await send(second);
    expect(await row(second)).toMatchObject({ status: "queued", lastError: expect.stringContaining("535") });
    answer = { mail: 0, data: 554 };
    set({ SMTP_URL: `smtp://127.0.0.1:${port}` });
    const third = await queue(verify(to));
    await send(third);
    expect(await row(third)).toMatchObject({ status: "failed", params: null });
    expect(await systemDb().emailSuppression.count({ where: { email: to } })).toBe(0);
    closeEmail();
    await new Promise<void>((resolve) => server.close(resolve));
  });

  test("parameters that no key opens any more fail in words that show nothing", async () => {
    const id = await queue(verify(address()));
    await database.admin.query(
      "UPDATE outgoing_emails SET params = 'v1.gone.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAA' WHERE id = $1",
      [id],
    );
    await send(id);
    expect(await row(id)).toMatchObject({
      status: "failed",
      params: null,
      lastError: "It cannot be written: SecretsError.",
    });
  });

  test("an id that nobody knows is passed over", async () => {
    await send("0192f0c8-0000-7000-8000-000000000000");
    await expect(sendQueuedEmail.execute({ emailId: "no-id" })).rejects.toThrow();
  });
});

describe("limits and sweeping", () => {
  test("5 an hour of one template, 20 a day of all, whatever the spelling of the address", async () => {
    const to = address();
    const allowed = async (template: Parameters<typeof emailAllowance>[1], times: number) => {
      const answers: boolean[] = [];
      for (let n = 0; n < times; n += 1)
        answers.push(await emailAllowance(n % 2 ? to.toUpperCase() : to, template));
      return answers.filter(Boolean).length;
    };
    expect(await allowed("verify-email", 7)).toBe(5);
    expect(await allowed("reset-password", 7)).toBe(5);
    expect(await allowed("new-sign-in", 7)).toBe(5);
    expect(await allowed("invitation", 7)).toBe(5);
    expect(await allowed("export-ready", 7)).toBe(0);
    expect(await emailAllowance(address(), "verify-email")).toBe(true);
    const { rows } = await database.admin.query("SELECT 1 FROM rate_limits WHERE key ILIKE $1", [
      `%${to.split("@")[0] ?? ""}%`,
    ]);
    expect(rows).toEqual([]);
  });

  test("rows go after 30 days, suppressions with their time", async () => {
    const old = await queue(verify(address()));
    const to = address();
    await refuse(to, 550);
    const young = await queue(verify(to));
    await send(young);
    await database.admin.query("UPDATE outgoing_emails SET created_at = $2 WHERE id = $1", [
      old,
      new Date(Date.now() - 31 * 86_400_000),
    ]);
    await sweepOldEmails.execute({});
    const ids = (await systemDb().outgoingEmail.findMany({ select: { id: true } })).map((each) => each.id);
    expect(ids).not.toContain(old);
    expect(ids).toContain(young);
    expect(await systemDb().emailSuppression.count({ where: { email: to } })).toBe(1);
    later(8 * 86_400_000);
    await sweepOldEmails.execute({});
    expect(await systemDb().emailSuppression.count({ where: { email: to } })).toBe(0);
  });
});
