import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { setClockForTests } from "@/lib/clock";
import { resetEnvForTests } from "@/lib/env";
import { newId } from "@/lib/ids";
import { emitEvent, type OutboxRow, relayOnce, sweepDispatched } from "@/lib/outbox";
import { systemCtx, withTenant } from "@/lib/tenancy";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { mintTenant } from "../../fixtures/tenants";

const LEASE_MS = 300;
let database: OwnDatabase;
let tenantId: string;

beforeAll(async () => {
  database = await useOwnDatabase();
  tenantId = (await mintTenant()).tenantId;
});
beforeEach(() => database.admin.query("DELETE FROM outbox"));
afterEach(() => {
  setClockForTests(null);
  delete process.env.OUTBOX_LEASE_MS;
  resetEnvForTests();
});
afterAll(() => database.drop());

/** Announces n events in one transaction. @returns their request ids in order */
async function announce(n = 1): Promise<string[]> {
  const ids = Array.from({ length: n }, newId);
  const ctx = systemCtx(tenantId, "test.outbox");
  await withTenant(ctx, async (db) => {
    for (const requestId of ids)
      await emitEvent(db, ctx, { type: "request.received", requestId, kind: "contact" });
  });
  return ids;
}

const state = async () => {
  const { rows } = await database.admin.query<{ waiting: number; attempts: number; error: string | null }>(
    "SELECT count(*) FILTER (WHERE dispatched_at IS NULL)::int AS waiting, max(attempts) AS attempts, max(last_error) AS error FROM outbox",
  );
  return rows[0];
};

const collect = (into: string[]) => async (row: OutboxRow) => void into.push(String(row.payload.requestId));

describe("the outbox", () => {
  it("announces what was committed, in order, with its workspace", async () => {
    const ids = await announce(5);
    const rows: OutboxRow[] = [];
    expect(await relayOnce(async (row) => void rows.push(row))).toBe(5);
    expect(rows.map((row) => row.payload.requestId)).toEqual(ids);
    expect(rows[0]).toMatchObject({ tenantId, type: "request.received", payload: { kind: "contact" } });
    expect(await relayOnce(async () => expect.unreachable())).toBe(0);
  });

  it("announces nothing that was rolled back", async () => {
    const ctx = systemCtx(tenantId, "test.outbox");
    const failing = withTenant(ctx, async (db) => {
      await emitEvent(db, ctx, { type: "site.deleted", siteId: newId() });
      throw new Error("the verb failed");
    });
    await expect(failing).rejects.toThrow("the verb failed");
    expect((await state())?.waiting).toBe(0);
  });

  it("refuses events that are none", async () => {
    const ctx = systemCtx(tenantId, "test.outbox");
    const wrong = { type: "site.deleted", siteId: "nonsense" } as const;
    await expect(withTenant(ctx, (db) => emitEvent(db, ctx, wrong))).rejects.toThrow(/siteId/);
  });

  it("several relays at once share the work and double nothing", async () => {
    const ids = (await Promise.all(Array.from({ length: 6 }, () => announce(60)))).flat();
    const seen: string[] = [];
    const slowly = async (row: OutboxRow) => {
      await new Promise((done) => setTimeout(done, 1));
      await collect(seen)(row);
    };
    const late = (i: number) => new Promise((done) => setTimeout(done, i * 30)).then(() => relayOnce(slowly));
    const rounds = await Promise.all([0, 1, 2, 3, 4].map(late));
    while ((await relayOnce(collect(seen))) > 0);
    expect(rounds.filter((n) => n > 0).length, "the first batch is 200 of 360").toBeGreaterThan(1);
    expect([...seen].sort()).toEqual([...ids].sort());
    expect((await state())?.waiting).toBe(0);
  });

  it("a relay that dies after its claim leaves its events to the next, once the lease is over", async () => {
    process.env.OUTBOX_LEASE_MS = String(LEASE_MS);
    resetEnvForTests();
    const ids = await announce(3);
    let die: (reason: Error) => void = () => undefined;
    const death = new Promise<never>((_resolve, reject) => (die = reject));
    const dying = relayOnce(() => death);
    await expect.poll(async () => (await state())?.attempts).toBe(1);
    const seen: string[] = [];
    await new Promise((done) => setTimeout(done, LEASE_MS + 100));
    expect(await relayOnce(collect(seen))).toBe(3);
    expect(seen).toEqual(ids);
    die(new Error("killed"));
    await dying;
    expect((await state())?.waiting, "what the late one reports does not bring them back").toBe(0);
  });

  it("a queue that is away loses nothing: the events wait, their fault is on record, and a later round takes them", async () => {
    const ids = await announce(3);
    const away = async () => {
      throw new Error("connect ECONNREFUSED");
    };
    expect(await relayOnce(away)).toBe(0);
    expect(await state()).toEqual({ waiting: 3, attempts: 1, error: "connect ECONNREFUSED" });
    const seen: string[] = [];
    expect(await relayOnce(collect(seen)), "not again at once").toBe(0);
    setClockForTests(() => Date.now() + 3_000);
    expect(await relayOnce(collect(seen))).toBe(3);
    expect(seen).toEqual(ids);
    expect(await state()).toEqual({ waiting: 0, attempts: 2, error: null });
  });

  it("one event that cannot be dispatched does not hold up the others", async () => {
    const ids = await announce(3);
    const seen: string[] = [];
    const picky = async (row: OutboxRow) => {
      if (row.payload.requestId === ids[0]) throw new Error("no");
      await collect(seen)(row);
    };
    expect(await relayOnce(picky)).toBe(2);
    expect(seen).toEqual(ids.slice(1));
  });

  it("is swept a week after dispatch, and never before", async () => {
    await announce(2);
    await relayOnce(async () => undefined);
    await announce(1);
    expect(await sweepDispatched()).toBe(0);
    setClockForTests(() => Date.now() + 8 * 24 * 3_600_000);
    expect(await sweepDispatched()).toBe(2);
    expect((await state())?.waiting).toBe(1);
  });
});
