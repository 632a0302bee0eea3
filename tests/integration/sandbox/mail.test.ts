import { createTransport, type Transporter } from "nodemailer";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type OwnSandbox, startSandbox } from "../../fixtures/sandbox";

let sandbox: OwnSandbox;
let mailer: Transporter;
const TO = "ada@example.com";

beforeAll(async () => {
  sandbox = await startSandbox();
  mailer = createTransport(sandbox.smtpUrl);
});
beforeEach(() => sandbox.reset("mail"));
afterAll(async () => {
  mailer.close();
  await sandbox.stop();
});

const send = (extra: Record<string, unknown> = {}): Promise<unknown> =>
  mailer.sendMail({
    from: "Brand Automator <no-reply@example.com>",
    to: TO,
    subject: "Hello",
    text: "Hi",
    ...extra,
  });

describe("the inbox", () => {
  test("has a message as it was sent, with its links and headers", async () => {
    await send({
      subject: "Verify — your address",
      text: "Follow http://127.0.0.1:3000/verify-email?token=a&b=2.",
      html: '<p>Follow <a href="http://127.0.0.1:3000/verify-email?token=a&amp;b=2">this</a>, or <a href="mailto:x@example.com">write</a>.</p>',
      headers: { "X-Kind": "verify" },
    });
    const message = await sandbox.inbox("ADA@example.com", { subject: "Verify" });
    expect(message).toMatchObject({
      to: [TO],
      from: '"Brand Automator" <no-reply@example.com>',
      subject: "Verify — your address",
      links: ["http://127.0.0.1:3000/verify-email?token=a&b=2"],
    });
    expect(message.headers).toMatchObject({ "x-kind": "verify" });
    expect(message.text).toContain("token=a&b=2");
    expect(Math.abs(Date.parse(message.at) - Date.now())).toBeLessThan(5_000);
    const one = await fetch(`${sandbox.baseUrl}/mail/messages/${message.id}`);
    expect(await one.json()).toEqual(message);
  });

  test("waits for what is still to come, and says so when nothing comes", async () => {
    const waiting = sandbox.inbox(TO);
    setTimeout(() => void send(), 150);
    const first = await waiting;
    expect(first.subject).toBe("Hello");
    await expect(sandbox.inbox(TO, { after: first, timeoutMs: 100 })).rejects.toThrow(
      /in time; there is: nothing/,
    );
    await expect(sandbox.inbox(TO, { subject: "Else", timeoutMs: 100 })).rejects.toThrow(/there is: Hello/);
  });

  test("shows everybody of the envelope, also those whom no header names", async () => {
    await send({ bcc: "hidden@example.com" });
    const message = await sandbox.inbox("hidden@example.com");
    expect(message.to).toEqual([TO, "hidden@example.com"]);
    expect(message.headers["bcc"]).toBeUndefined();
  });

  test("takes a log-in or none", async () => {
    const withLogin = createTransport(sandbox.smtpUrl.replace("//", "//anyone:anything@"));
    await withLogin.sendMail({ from: "a@example.com", to: TO, subject: "Logged in", text: "x" });
    withLogin.close();
    expect((await sandbox.inbox(TO)).subject).toBe("Logged in");
  });

  test("keeps the last 500", async () => {
    const pooled = createTransport(`${sandbox.smtpUrl}/?pool=true&maxConnections=25&maxMessages=1000`);
    const subjects = Array.from({ length: 505 }, (_one, index) => `Message ${index}`);
    await Promise.all(
      subjects.map((subject) => pooled.sendMail({ from: "a@example.com", to: TO, subject, text: "x" })),
    );
    await pooled.sendMail({ from: "a@example.com", to: TO, subject: "The last", text: "x" });
    pooled.close();
    const messages = await sandbox.messages(TO);
    expect(messages).toHaveLength(500);
    expect(messages[0]?.subject).toBe("The last");
  });
});

describe("faults of the mail server", () => {
  test("a recipient is refused for ever, another for now, and only as often as asked", async () => {
    await sandbox.fault("mail", { kind: "own", name: "refuse-recipient", params: { to: TO } });
    await expect(send()).rejects.toMatchObject({ responseCode: 550 });
    await sandbox.fault("mail", { kind: "own", name: "refuse-recipient", params: { code: 451 } });
    await expect(send()).rejects.toMatchObject({ responseCode: 451 });
    await send();
    expect(await sandbox.messages(TO)).toHaveLength(1);
    const lines = await sandbox.ledger("mail", { method: "SMTP" });
    expect(lines.map(({ path, status }) => [path, status])).toEqual([
      [`/${TO}`, 550],
      [`/${TO}`, 451],
      [`/${TO}`, 250],
    ]);
  });

  test("the connection is cut after the message: nobody knows, and it has arrived or not", async () => {
    await sandbox.fault("mail", { kind: "own", name: "drop-after-data" });
    await expect(send()).rejects.toThrow(/closed|reset|socket/i);
    expect(await sandbox.messages(TO)).toHaveLength(1);
    await sandbox.fault("mail", { kind: "own", name: "drop-after-data", params: { keep: false } });
    await expect(send()).rejects.toThrow(/closed|reset|socket/i);
    expect(await sandbox.messages(TO)).toHaveLength(1);
  });

  test("it is slow", async () => {
    await sandbox.fault("mail", { kind: "own", name: "slow", params: { ms: 300 } });
    const startMs = performance.now();
    await send();
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(295);
  });

  test("what no fault of it is, is refused in words", async () => {
    await expect(sandbox.fault("mail", { kind: "own", name: "explode" })).rejects.toThrow(
      /no fault "explode"/,
    );
    await expect(
      sandbox.fault("mail", { kind: "own", name: "refuse-recipient", params: { code: 200 } }),
    ).rejects.toThrow(/code/);
  });
});

describe("the inbox page", () => {
  test("lists messages with nothing of them taken for HTML, and shows one in a frame without scripts", async () => {
    await send({
      subject: "<script>alert(1)</script>",
      html: "<head><title>x</title></head><p onclick=alert(1)>Hi</p>",
    });
    const { id } = await sandbox.inbox(TO);
    const list = await (await fetch(`${sandbox.baseUrl}/mail`)).text();
    expect(list).toContain("&lt;script&gt;");
    expect(list).not.toContain("<script");
    const view = await (await fetch(`${sandbox.baseUrl}/mail/view/${id}`)).text();
    expect(view).toMatch(/<iframe[^>]+sandbox="allow-top-navigation-by-user-activation/);
    expect(view).not.toContain("allow-scripts");
    const frame = await fetch(`${sandbox.baseUrl}/mail/view/${id}/html`);
    expect(frame.headers.get("content-security-policy")).toMatch(/default-src 'none'.*; sandbox allow-top/);
    expect(await frame.text()).toContain('<head><base target="_top">');
    const source = await fetch(`${sandbox.baseUrl}/mail/view/${id}/source`);
    expect(source.headers.get("content-type")).toMatch(/^text\/plain/);
    expect((await fetch(`${sandbox.baseUrl}/mail/view/nothing`)).status).toBe(404);
  });

  test("deletes all for its own page only", async () => {
    await send();
    const post = (origin: string): Promise<Response> =>
      fetch(`${sandbox.baseUrl}/mail/delete`, {
        method: "POST",
        headers: { Origin: origin },
        redirect: "manual",
      });
    expect((await post("https://evil.example")).status).toBe(403);
    expect(await sandbox.messages()).toHaveLength(1);
    expect((await post(sandbox.baseUrl)).status).toBe(303);
    expect(await sandbox.messages()).toHaveLength(0);
  });
});
