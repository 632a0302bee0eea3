import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { resetEnvForTests } from "@/lib/env";
import { open, seal, SecretsError } from "./index";

Object.assign(process.env, {
  DATABASE_URL: "postgresql://app_user@127.0.0.1/app",
  DATABASE_SYSTEM_URL: "postgresql://app_system@127.0.0.1/app",
  QUEUE_DATABASE_URL: "postgresql://app_queue@127.0.0.1/app",
});
const given = process.env.ENCRYPTION_KEYS;
const key = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;
const useKeys = (text: string | undefined) => {
  if (text === undefined) delete process.env.ENCRYPTION_KEYS;
  else process.env.ENCRYPTION_KEYS = text;
  resetEnvForTests();
};
const faultOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "";
};

beforeEach(() => useKeys(key("k1")));
afterEach(() => useKeys(given));

describe("sealed values", () => {
  it("open to what was sealed, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(open(seal(text, "a.b"), "a.b")).toBe(text);
      }),
      { numRuns: 200 },
    );
    expect(open(seal("", "a.b"), "a.b")).toBe("");
  });

  it("have the documented form, and differ each time", () => {
    const values = Array.from({ length: 500 }, () => seal("the same", "a.b"));
    for (const value of values) expect(value).toMatch(/^v1\.k1\.[\w-]{16}\.[\w-]{32}$/);
    expect(new Set(values.map((value) => value.split(".")[2])).size).toBe(500);
  });

  it("do not open for another purpose", () => {
    expect(() => open(seal("x", "second_factors.secret"), "outgoing_emails.params")).toThrow(SecretsError);
  });

  it("do not open when a single character was changed", () => {
    const value = seal("hunter2 and hunter3", "a.b");
    for (let at = "v1.k1.".length; at < value.length - 1; at += 1) {
      if (value[at] === ".") continue;
      const changed = `${value.slice(0, at)}${value[at] === "A" ? "B" : "A"}${value.slice(at + 1)}`;
      expect(() => open(changed, "a.b"), changed).toThrow(SecretsError);
    }
  });

  it.each([
    "",
    "v1",
    "v1.k1",
    "v1.k1.AAAA.AAAA",
    "v2.k1.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA",
    "plain text",
    "v1...",
  ])("%j is no sealed value", (text) => expect(() => open(text, "a.b")).toThrow(SecretsError));

  it("a tag cut short does not open", () => {
    const value = seal("x", "a.b");
    expect(() => open(value.slice(0, -2), "a.b")).toThrow(SecretsError);
  });

  it("errors hold nothing of the value", () => {
    const value = seal("hunter2", "a.b");
    const text = value.split(".")[3] ?? "";
    for (const fault of [faultOf(() => open(value, "c.d")), faultOf(() => open(`${value}A`, "a.b"))]) {
      expect(fault).not.toContain("hunter2");
      expect(fault).not.toContain(text.slice(0, 10));
    }
  });
});

describe("keys", () => {
  it("the newest encrypts, all decrypt, a missing one is named", () => {
    const [first, second] = [key("k1"), key("k2")];
    useKeys(first);
    const old = seal("old", "a.b");
    useKeys(`${second},${first}`);
    expect(seal("new", "a.b")).toMatch(/^v1\.k2\./);
    expect(open(old, "a.b")).toBe("old");
    useKeys(second);
    expect(faultOf(() => open(old, "a.b"))).toBe(
      "A sealed value needs the key k1, which is not among ENCRYPTION_KEYS.",
    );
  });

  it("another key under the same id does not open", () => {
    const value = seal("x", "a.b");
    useKeys(key("k1"));
    expect(() => open(value, "a.b")).toThrow(SecretsError);
  });

  it.each([
    [undefined, "is not set"],
    ["k1", "entry 1 is not id:base64"],
    ["k1:AAAA", "the key k1 has 3 bytes"],
    [`k.1:${randomBytes(32).toString("base64")}`, "entry 1"],
    [`k1:${"A".repeat(43)}=,k1:${"B".repeat(43)}=`, "the id k1 stands there twice"],
    [`k1:${"A".repeat(43)}=,`, "entry 2"],
  ])("%j is refused in one sentence without the key", (text, sentence) => {
    useKeys(text);
    const fault = faultOf(() => seal("x", "a.b"));
    expect(fault).toContain(sentence);
    expect(fault).not.toContain("AAAA");
  });
});
