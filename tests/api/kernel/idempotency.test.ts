import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { setClockForTests } from "@/lib/clock";
import { conflict } from "@/lib/errors";
import { tenantRoute } from "@/lib/http";
import { sweepIdempotencyKeys } from "@/lib/idempotency";
import { newId } from "@/lib/ids";
import { withTenant } from "@/lib/tenancy";
import { emitAudit } from "@/lib/audit";
import { call, mintMember, mintTenant, type Person } from "../../fixtures/tenants";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";

let database: OwnDatabase;
let person: Person;
let fault: (() => Promise<void>) | undefined;

const Body = z.object({ email: z.string() });
const create = tenantRoute({
  summary: "Try",
  permission: "contacts.write",
  input: { body: Body },
  output: z.object({ id: z.uuid(), email: z.string(), at: z.iso.datetime() }),
  status: 201,
  handle: (ctx, { body }) =>
    withTenant(ctx, async (db) => {
      const row = await db.contact.create({
        data: { id: newId(), tenantId: ctx.tenantId, email: body.email },
      });
      await emitAudit(db, ctx, {
        action: "contact.create",
        entityType: "contact",
        entityId: row.id,
        after: row,
      });
      await fault?.();
      return { id: row.id, email: row.email, at: row.createdAt.toISOString() };
    }),
});

beforeAll(async () => {
  database = await useOwnDatabase();
  person = await mintTenant();
});
afterAll(() => database.drop());

const send = (email: string, key: string | null, as = person, path = "/api/v1/probe") =>
  call(create, {
    as,
    method: "POST",
    path,
    body: { email },
    headers: key === null ? {} : { "idempotency-key": key },
  });

const stored = async (email: string): Promise<number> => {
  const { rows } = await database.admin.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM contacts WHERE email = $1",
    [email],
  );
  return rows[0]?.n ?? 0;
};

describe("Idempotency-Key on a creating POST", () => {
  it("same key and body: same answer, one record, one audit row", async () => {
    const key = newId();
    const first = await send("same@people.example", key);
    const second = await send("same@people.example", key);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.json).toEqual(first.json);
    expect(first.headers.get("idempotency-replayed")).toBeNull();
    expect(second.headers.get("idempotency-replayed")).toBe("true");
    expect(await stored("same@people.example")).toBe(1);
    const { rowCount } = await database.admin.query("SELECT FROM audit_logs WHERE entity_id = $1", [
      first.json?.id,
    ]);
    expect(rowCount).toBe(1);
  });

  it("same key, other body: 409 and nothing new", async () => {
    const key = newId();
    await send("one@people.example", key);
    expect((await send("two@people.example", key)).json).toMatchObject({ status: 409, code: "conflict" });
    expect(await stored("two@people.example")).toBe(0);
  });

  it("a double click makes one record and both clicks get its answer", async () => {
    const key = newId();
    fault = () => new Promise((done) => setTimeout(done, 100));
    const answers = await Promise.all(Array.from({ length: 4 }, () => send("click@people.example", key)));
    fault = undefined;
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201]);
    for (const answer of answers) expect(answer.json).toEqual(answers[0]?.json);
    expect(answers.filter((answer) => answer.headers.get("idempotency-replayed")).length).toBe(3);
    expect(await stored("click@people.example")).toBe(1);
  });

  it("a fault in between leaves nothing behind, and the same key works afterwards", async () => {
    const key = newId();
    fault = async () => {
      throw new Error("the process died");
    };
    expect((await send("later@people.example", key)).status).toBe(500);
    expect(await stored("later@people.example")).toBe(0);
    fault = async () => {
      throw conflict("not now");
    };
    expect((await send("later@people.example", key)).status).toBe(409);
    fault = undefined;
    expect((await send("later@people.example", key)).status).toBe(201);
    expect(await stored("later@people.example")).toBe(1);
  });

  it("a click that waits for one that fails does the work itself", async () => {
    const key = newId();
    let calls = 0;
    fault = async () => {
      calls += 1;
      if (calls > 1) return;
      await new Promise((done) => setTimeout(done, 100));
      throw new Error("the first one died");
    };
    const answers = await Promise.all([send("heir@people.example", key), send("heir@people.example", key)]);
    fault = undefined;
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 500]);
    expect(await stored("heir@people.example")).toBe(1);
  });

  it("belongs to one person, one workspace and one path", async () => {
    const key = newId();
    const other = await mintMember(person.tenantId, "editor");
    const elsewhere = await mintTenant();
    expect((await send("mine@people.example", key)).status).toBe(201);
    expect((await send("theirs@people.example", key, other)).status).toBe(201);
    expect(
      (await send("mine@people.example", key, elsewhere)).headers.get("idempotency-replayed"),
    ).toBeNull();
    expect((await send("path@people.example", key, person, "/api/v1/another")).status).toBe(201);
  });

  it("must be 1 to 255 visible characters", async () => {
    for (const key of ["", "x".repeat(256), "a b"])
      expect((await send("bad@people.example", key)).status, key).toBe(400);
    expect(await stored("bad@people.example")).toBe(0);
    expect((await send("long@people.example", "x".repeat(255))).status).toBe(201);
  });

  it("without a key every request is a new one", async () => {
    expect((await send("free@people.example", null)).status).toBe(201);
    expect((await send("free@people.example", null)).status).toBe(409); // the contact's own unique
  });

  it("is forgotten after a day", async () => {
    const key = newId();
    await send("day@people.example", key);
    setClockForTests(() => Date.now() + 25 * 3_600_000);
    try {
      expect(await sweepIdempotencyKeys()).toBeGreaterThan(0);
    } finally {
      setClockForTests(null);
    }
    expect((await send("day@people.example", key)).status).toBe(409);
  });
});
