import { describe, expect, it } from "vitest";
import { renderEmail, TEMPLATES } from "./templates";
import { faultOf } from "./fault";
import { sender, smtpServer } from "./settings";
import { resetEnvForTests } from "@/lib/env";
import { timeWords, typedName } from "./words";

Object.assign(process.env, {
  DATABASE_URL: "postgresql://app_user@127.0.0.1/app",
  DATABASE_SYSTEM_URL: "postgresql://app_system@127.0.0.1/app",
  QUEUE_DATABASE_URL: "postgresql://app_queue@127.0.0.1/app",
});
const NASTY = `<img src=x onerror=alert(1)> "Eve" & 'Co' https://evil.example/win www.evil.example`;
/** Parameters of every template: links of ours, sentences of ours, and the given text for whatever people type. */
function paramOf(field: string, text: string): string {
  if (/url$/i.test(field)) return `http://127.0.0.1:3000/${field}?token=a&b=c`;
  if (field === "newEmail") return "ada@new.example";
  return field === "what" ? "Something was changed." : text;
}
/** The numbers of a digest, with the given text for what visitors' browsers say. */
const digestParams = (text: string) => ({
  frequency: "weekly",
  from: "2026-11-16",
  to: "2026-11-22",
  timeZone: "Europe/Berlin",
  measures: [{ name: "Visitors", value: 1_234, previous: 1_000, unit: "count" }],
  pages: [{ name: text, value: 17 }],
  sources: [{ name: text, value: 3 }],
});
const paramsOf = (name: keyof typeof TEMPLATES, text: string): Record<string, unknown> => ({
  ...Object.fromEntries(
    Object.keys(TEMPLATES[name].params.shape).map((field) => [field, paramOf(field, text)]),
  ),
  ...(name === "analytics-digest" ? digestParams(text) : {}),
});
const names = Object.keys(TEMPLATES) as (keyof typeof TEMPLATES)[];

describe.each(names)("the message %s", (name) => {
  it("escapes whatever it is given, and holds nothing remote, no script, no tracking", () => {
    const { html, subject } = renderEmail(name, paramsOf(name, NASTY));
    expect(html).not.toMatch(/<img|<script|<link|<iframe|@import|url\(/i);
    expect(html).not.toMatch(/onerror=alert\(1\)>/);
    expect(html).not.toContain("token=a&b");
    expect(subject).not.toMatch(/[\r\n]/);
    const links = [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map((match) => match[1] ?? "");
    for (const link of links) expect(link).toMatch(/^http:\/\/127\.0\.0\.1:3000\//);
    const seen = html.replace(/<title>.*?<\/title>/s, "");
    expect(seen).not.toMatch(/https?:\/\/(?!127\.0\.0\.1)/);
  });

  it("says the same in plain text, with every link written out, and why it comes", () => {
    const { html, text } = renderEmail(name, paramsOf(name, "Ada"));
    const links = new Set(
      [...html.matchAll(/href="([^"]*)"/g)].map((match) => (match[1] ?? "").replaceAll("&amp;", "&")),
    );
    for (const link of links) expect(text).toContain(link);
    expect(text).toMatch(/You get this message because/);
    expect(text).not.toMatch(/<[a-z]/);
    // A button stands with its address below it, the way out of regular messages is a plain link.
    for (const link of links) {
      const places = html.split(`href="${link.replaceAll("&", "&amp;")}"`).length - 1;
      expect(places).toBe(link.includes("unsubscribeUrl") ? 1 : 2);
    }
  });

  it("refuses parameters that are missing or no text", () => {
    const [first = ""] = Object.keys(TEMPLATES[name].params.shape);
    const { [first]: _gone, ...rest } = paramsOf(name, "Ada");
    expect(() => renderEmail(name, rest)).toThrow();
    expect(() => renderEmail(name, { ...rest, [first]: 7 })).toThrow();
    expect(() => renderEmail(name, null)).toThrow();
  });
});

it.each(["nonsense", "toString", "__proto__"])("%s is no template", (name) => {
  expect(() => renderEmail(name, {})).toThrow("no e-mail template");
});

describe("words", () => {
  it("names make no links and no second line", () => {
    expect(typedName("Ada")).toBe("Ada");
    expect(typedName("https://evil.example")).toBe("https: evil\u2060.\u2060example");
    expect(typedName("a\r\nb\tc\u2028d\u202ee")).toBe("a b c de");
    expect([...typedName("😀".repeat(200))]).toHaveLength(80);
    expect(typedName("Acme Inc.")).toBe("Acme Inc.");
  });

  it("times are told with their zone; other texts stay", () => {
    expect(timeWords("2026-11-22T17:07:20.123Z")).toMatch(/^22 November 2026 at 17:07 UTC$/);
    expect(timeWords("2026-11-22T19:07:20+02:00")).toMatch(/17:07 UTC$/);
    expect(timeWords("tomorrow")).toBe("tomorrow");
  });
});

describe("settings", () => {
  it.each([
    ["Brand Automator <mail@a.example>", "Brand Automator", "mail@a.example"],
    ['"Acme, Inc." <mail@a.example>', "Acme, Inc.", "mail@a.example"],
    ["mail@a.example", "", "mail@a.example"],
    ["<mail@a.example>", "", "mail@a.example"],
  ])("%s", (from, name, address) => {
    process.env.MAIL_FROM = from;
    resetEnvForTests();
    expect(sender()).toEqual({ name, address });
  });

  it.each(["nobody", "a@b.example\r\nBcc: c@d.example", "a@b.example, c@d.example", "A <a@b.example> x"])(
    "%j is no sender",
    (from) => {
      process.env.MAIL_FROM = from;
      resetEnvForTests();
      expect(() => sender()).toThrow("MAIL_FROM");
    },
  );

  it("a password goes over a wire only when it is encrypted", () => {
    expect(smtpServer("smtp://u:p%40ss@mail.example:587")).toMatchObject({
      port: 587,
      secure: false,
      requireTLS: true,
      ignoreTLS: false,
      auth: { user: "u", pass: "p@ss" },
    });
    expect(smtpServer("smtps://u:p@mail.example")).toMatchObject({
      port: 465,
      secure: true,
      requireTLS: false,
    });
    expect(smtpServer("smtp://mail.example")).toMatchObject({
      port: 587,
      requireTLS: false,
      ignoreTLS: false,
      auth: undefined,
    });
    expect(smtpServer("smtp://u:p@127.0.0.1:2525")).toMatchObject({ requireTLS: false, ignoreTLS: true });
    expect(() => smtpServer("http://mail.example")).toThrow("SMTP_URL");
  });
});

it.each([
  [{ responseCode: 550, command: "RCPT TO" }, "recipient"],
  [{ responseCode: 552, command: "RCPT TO" }, "recipient"],
  [{ responseCode: 451, command: "RCPT TO" }, "retry"],
  [{ responseCode: 554, command: "DATA" }, "message"],
  [{ responseCode: 421, command: "DATA" }, "retry"],
  [{ responseCode: 550, command: "MAIL FROM" }, "retry"],
  [{ responseCode: 535, command: "AUTH PLAIN" }, "retry"],
  [{ code: "ETIMEDOUT", command: "CONN" }, "retry"],
  [{}, "retry"],
])("%j is a matter of: %s", (members, kind) => {
  expect(faultOf(Object.assign(new Error("said\r\nno"), members))).toEqual({ kind, reason: "said no" });
});
