import { spawn } from "node:child_process";
import { once } from "node:events";
import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { systemDb } from "@/lib/db";
import { resetEnvForTests } from "@/lib/env";
import { newId } from "@/lib/ids";
import { open, rotateSecrets, seal, SEALED_COLUMNS, SecretsError } from "@/lib/secrets";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { mintUser } from "../../fixtures/tenants";

let database: OwnDatabase;
const given = process.env.ENCRYPTION_KEYS;
const key = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;
const useKeys = (...keys: string[]) => {
  process.env.ENCRYPTION_KEYS = keys.join(",");
  resetEnvForTests();
};
const [oldest, older, newest] = [key("k1"), key("k2"), key("k3")];

beforeAll(async () => {
  database = await useOwnDatabase();
});
beforeEach(() => useKeys(oldest));
afterEach(async () => {
  await systemDb().outgoingEmail.deleteMany();
});
afterAll(async () => {
  process.env.ENCRYPTION_KEYS = given;
  await database.drop();
});

async function addEmails(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, newId);
  await systemDb().outgoingEmail.createMany({
    data: ids.map((id, n) => ({
      id,
      recipient: "a@people.example",
      template: "verify-email",
      dedupeKey: id,
      params: seal(`secret ${n}`, "outgoing_emails.params"),
    })),
  });
  return ids;
}
const paramsOf = async (id: string) =>
  (await systemDb().outgoingEmail.findUniqueOrThrow({ where: { id } })).params ?? "";
const countOf = (counts: Awaited<ReturnType<typeof rotateSecrets>>, column: string) =>
  counts.find((count) => count.column === column);

describe("rotation", () => {
  test("seals every row of every column anew, after which the old keys can go", async () => {
    const user = await mintUser();
    await systemDb().secondFactor.create({
      data: { userId: user.id, secret: seal("totp", "second_factors.secret") },
    });
    const ids = await addEmails(450);
    useKeys(older, oldest);
    const [ofSecond = ""] = await addEmails(1);
    useKeys(newest, older, oldest);
    const [already = ""] = await addEmails(1);
    const untouched = await paramsOf(already);
    const counts = await rotateSecrets();
    expect(counts.map((count) => count.column)).toEqual(
      SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`),
    );
    expect(countOf(counts, "outgoing_emails.params")).toEqual({
      column: "outgoing_emails.params",
      resealed: 451,
      changedMeanwhile: 0,
      unreadable: 0,
      remaining: 0,
    });
    expect(countOf(counts, "second_factors.secret")).toMatchObject({ resealed: 1, remaining: 0 });
    expect(await paramsOf(already)).toBe(untouched);
    useKeys(newest);
    for (const [n, id] of ids.entries())
      expect(open(await paramsOf(id), "outgoing_emails.params")).toBe(`secret ${n}`);
    expect(open(await paramsOf(ofSecond), "outgoing_emails.params")).toBe("secret 0");
    const { secret } = await systemDb().secondFactor.findUniqueOrThrow({ where: { userId: user.id } });
    expect(open(secret, "second_factors.secret")).toBe("totp");
  });

  test("a second run has nothing to do; rows without a value are passed over", async () => {
    const [id = ""] = await addEmails(1);
    const [cleared = ""] = await addEmails(1);
    await systemDb().outgoingEmail.update({ where: { id: cleared }, data: { params: null } });
    useKeys(newest, oldest);
    expect(countOf(await rotateSecrets(), "outgoing_emails.params")).toMatchObject({ resealed: 1 });
    const once = await paramsOf(id);
    expect(countOf(await rotateSecrets(), "outgoing_emails.params")).toMatchObject({
      resealed: 0,
      remaining: 0,
    });
    expect(await paramsOf(id)).toBe(once);
  });

  test("two runs at once, and a product that writes meanwhile, lose nothing", async () => {
    const ids = await addEmails(300);
    useKeys(newest, oldest);
    const written = (async () => {
      for (const id of ids.slice(0, 50))
        await systemDb().outgoingEmail.update({ where: { id }, data: { params: null } });
    })();
    const runs = await Promise.all([rotateSecrets(), rotateSecrets(), written]);
    useKeys(newest);
    for (const [n, id] of ids.entries()) {
      const params = await paramsOf(id);
      if (n < 50) expect(params).toBe("");
      else expect(open(params, "outgoing_emails.params")).toBe(`secret ${n}`);
    }
    expect(countOf(runs[0], "outgoing_emails.params")?.remaining).toBe(0);
  });

  test("a value that no key opens is counted and left as it is", async () => {
    const [lost = ""] = await addEmails(1);
    const before = await paramsOf(lost);
    useKeys(older);
    await addEmails(1);
    useKeys(newest, older);
    expect(countOf(await rotateSecrets(), "outgoing_emails.params")).toMatchObject({
      resealed: 1,
      unreadable: 1,
      remaining: 1,
    });
    expect(await paramsOf(lost)).toBe(before);
    expect(() => open(before, "outgoing_emails.params")).toThrow(SecretsError);
  });

  test("the command prints the counts, no secret, and fails while some are left", async () => {
    const run = async () => {
      const child = spawn(process.execPath, ["--import", "tsx", "scripts/rotate-secrets.ts"], {
        env: process.env,
      });
      let output = "";
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
      const [code] = await once(child, "close");
      return { code: Number(code), output };
    };
    await addEmails(3);
    useKeys(newest, oldest);
    const good = await run();
    expect(good).toMatchObject({ code: 0 });
    expect(good.output).toContain("outgoing_emails.params: 3 sealed anew, 0 left");
    expect(good.output).toContain("older keys can be taken out");
    expect(good.output).not.toContain(newest.slice(3));
    useKeys(older);
    const bad = await run();
    expect(bad).toMatchObject({ code: 1 });
    expect(bad.output).toContain("3 cannot be opened with any key, 3 left");
    process.env.ENCRYPTION_KEYS = "nonsense";
    const wrong = await run();
    expect(wrong).toMatchObject({ code: 1 });
    expect(wrong.output.trim().split("\n")).toHaveLength(1);
    expect(wrong.output).toContain("ENCRYPTION_KEYS");
  }, 60_000);
});
