import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { GET as getReceipt } from "@/app/api/v1/sites/[siteId]/erasures/[erasureId]/receipt/route";
import { systemPool } from "@/lib/db";
import { newId } from "@/lib/ids";
import { withTenant } from "@/lib/tenancy";
import { getErasure, listErasures, requestErasure } from "@/lib/tracking";
import { cookieKey } from "@/lib/tracking/collect/consent";
import { eraseSubject } from "@/lib/tracking/jobs/erase-subject";
import { call, mintMember, mintTenant, type Person } from "../../fixtures/tenants";
import { catchUp, mintSite, type MintedSite, storedReport } from "../../fixtures/tracking";

let owner: Person;
let editor: Person;
let stranger: Person;

beforeAll(async () => {
  owner = await mintTenant();
  editor = await mintMember(owner.tenantId, "editor");
  stranger = await mintTenant();
});

const HOUR_MS = 3_600_000;
const KEY = { anna: "1001", annaTomorrow: "1002", ben: "2001" };

/** A uuidv7 of a time. */
function idAt(atMs: number): string {
  const head = atMs.toString(16).padStart(12, "0");
  const tail = randomBytes(10).toString("hex");
  return `${head.slice(0, 8)}-${head.slice(8)}-7${tail.slice(1, 4)}-a${tail.slice(5, 8)}-${tail.slice(8, 20)}`;
}

async function valueId(site: MintedSite, kind: number, value: string): Promise<number> {
  const { rows } = await systemPool().query<{ id: number }>(
    `INSERT INTO tracking_values (tenant_id, site_no, kind, value, value_hash) VALUES ($1, $2, $3, $4::text, sha256(convert_to($4::text, 'UTF8')))
     ON CONFLICT (tenant_id, site_no, kind, value_hash) DO UPDATE SET value = EXCLUDED.value RETURNING id`,
    [site.tenantId, site.no, kind, value],
  );
  return rows[0]?.id ?? 0;
}

interface Given {
  key: string;
  atMs: number;
  path?: string;
  event?: string;
  extra?: Record<string, unknown>;
}

async function log(site: MintedSite, events: readonly Given[]): Promise<void> {
  const client = await valueId(
    site,
    2,
    JSON.stringify({ country: "DE", device: "desktop", browser: "Firefox" }),
  );
  for (const { key, atMs, path = "/", event, extra = {} } of events) {
    const offMs = typeof extra.o === "number" ? extra.o : 0;
    await systemPool().query(
      `INSERT INTO events (id, visitor_key, site_no, path_id, client_id, name_id, extra) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        idAt(atMs - offMs),
        key,
        site.no,
        await valueId(site, 1, path),
        client,
        event ? await valueId(site, 4, event) : 0,
        Object.keys(extra).length > 0 ? JSON.stringify(extra) : "",
      ],
    );
  }
}

async function hoursOf(site: MintedSite): Promise<unknown[]> {
  const { rows } = await systemPool().query<Record<string, unknown>>(
    `SELECT hour, visitors, visits, page_views, events, bounces, visible_ms::int AS ms FROM rollup_hours
     WHERE site_id = $1 AND visitors + visits + page_views + events > 0 ORDER BY hour`,
    [site.id],
  );
  return rows;
}

const state = async (site: MintedSite) => ({ report: await storedReport(site), hours: await hoursOf(site) });
const run = (erasureId: string) => eraseSubject.execute({ tenantId: owner.tenantId, erasureId });
const count = async (sql: string, values: unknown[]): Promise<number> =>
  Number((await systemPool().query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`, values)).rows[0]?.n);

/** The last whole hour but some, so that no event is ahead of time. */
const baseMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 30 * HOUR_MS;

const BEN: readonly Given[] = [
  { key: KEY.ben, atMs: baseMs + 60_000, path: "/price" },
  { key: KEY.ben, atMs: baseMs + 120_000, event: "Signup", extra: { p: { plan: "pro" } } },
  { key: KEY.ben, atMs: baseMs + 2 * HOUR_MS, path: "/" },
];
const ANNA: readonly Given[] = [
  { key: KEY.anna, atMs: baseMs, path: "/" },
  { key: KEY.anna, atMs: baseMs + 30_000, path: "/price" },
  { key: KEY.anna, atMs: baseMs + 5 * 60_000, path: "/price", extra: { o: 20 * HOUR_MS } },
  { key: KEY.anna, atMs: baseMs + 6 * 60_000, event: "Signup" },
  { key: KEY.anna, atMs: baseMs + 3 * HOUR_MS, path: "/again" },
  { key: KEY.annaTomorrow, atMs: baseMs + 3 * HOUR_MS + 60_000, path: "/late", extra: { y: KEY.anna } },
];

describe("a visitor is forgotten", () => {
  test("afterwards the totals are those of everybody else, and the receipt says what went; twice changes nothing", async () => {
    const [site, alone] = [await mintSite(owner.tenantId), await mintSite(owner.tenantId)];
    await log(alone, BEN);
    await log(site, [...BEN, ...ANNA]);
    await catchUp();
    const { rows } = await systemPool().query<{ id: string }>(
      "SELECT id FROM visits WHERE site_no = $1 AND visitor_key = $2 ORDER BY started_at LIMIT 1",
      [site.no, KEY.anna],
    );
    const visitId = rows[0]?.id ?? "";
    const asked = await requestErasure(owner.ctx, site.id, { visitId });
    expect((await requestErasure(owner.ctx, site.id, { visitId })).id).toBe(asked.id);
    await Promise.all([run(asked.id), run(asked.id)]);
    const done = await getErasure(owner.ctx, site.id, asked.id);
    expect(done).toMatchObject({
      status: "done",
      subject: "visitor",
      receipt: { events: 6, visits: 2, finishedAt: expect.any(String) },
    });
    expect(await state(site)).toEqual(await state(alone));
    expect(await count("events WHERE site_no = $1", [site.no])).toBe(BEN.length);
    await run(asked.id);
    expect(await getErasure(owner.ctx, site.id, asked.id)).toEqual(done);
    expect(await state(site)).toEqual(await state(alone));
    const stored = await systemPool().query("SELECT task_sealed FROM erasures WHERE id = $1", [asked.id]);
    expect(stored.rows).toEqual([{ task_sealed: "" }]);

    const params = { siteId: site.id, erasureId: asked.id };
    const receipt = await call(getReceipt, { as: owner, params });
    expect(receipt.headers.get("content-disposition")).toContain("attachment");
    expect(receipt.json).toEqual(done);
  });

  test("events that are still to be counted go as soon as they are", async () => {
    const [site, alone] = [await mintSite(owner.tenantId), await mintSite(owner.tenantId)];
    await log(alone, BEN);
    await log(site, [...BEN, ...ANNA.slice(0, 2)]);
    await catchUp();
    const { rows } = await systemPool().query<{ id: string }>(
      "SELECT id FROM visits WHERE site_no = $1 AND visitor_key = $2",
      [site.no, KEY.anna],
    );
    const asked = await requestErasure(owner.ctx, site.id, { visitId: rows[0]?.id ?? "" });
    await log(site, [{ key: KEY.anna, atMs: Date.now() - HOUR_MS, path: "/new" }]);
    const running = run(asked.id);
    await catchUp();
    await running;
    expect((await getErasure(owner.ctx, site.id, asked.id)).receipt).toMatchObject({ events: 3, visits: 2 });
    expect(await state(site)).toEqual(await state(alone));
  });

  test("a contact with all visits of theirs, and a cookie; the contact itself stays", async () => {
    const [site, alone] = [await mintSite(owner.tenantId), await mintSite(owner.tenantId)];
    const contactId = newId();

    await withTenant(owner.ctx, (db) =>
      db.contact.create({
        data: { id: contactId, tenantId: owner.tenantId, email: `${contactId}@people.example` },
      }),
    );
    const cookie = "abcdefghijklmnopqrstuv";
    const key = cookieKey(site.no, cookie);
    await log(alone, BEN);
    await log(site, [
      ...BEN,
      { key, atMs: baseMs, extra: { h: 1, c: contactId } },
      { key, atMs: baseMs + 5 * HOUR_MS, path: "/back", extra: { h: 1 } },
    ]);
    await catchUp();
    const asked = await requestErasure(owner.ctx, site.id, { contactId });
    await run(asked.id);
    expect((await getErasure(owner.ctx, site.id, asked.id)).receipt).toMatchObject({
      events: 2,
      visits: 2,
      visitors: 1,
    });
    expect(await state(site)).toEqual(await state(alone));
    expect(await count("visitors WHERE site_no = $1", [site.no])).toBe(0);
    expect(
      await withTenant(owner.ctx, (db) =>
        db.contact.count({ where: { tenantId: owner.tenantId, id: contactId } }),
      ),
    ).toBe(1);

    await log(site, [{ key, atMs: Date.now() - HOUR_MS, path: "/once-more", extra: { h: 1 } }]);
    await catchUp();
    const byCookie = await requestErasure(owner.ctx, site.id, { cookie });
    await run(byCookie.id);
    expect((await getErasure(owner.ctx, site.id, byCookie.id)).receipt).toMatchObject({
      events: 1,
      visits: 1,
    });
    expect(await state(site)).toEqual(await state(alone));
  });

  test("who may, and whom", async () => {
    const site = await mintSite(owner.tenantId);
    const cookie = "abcdefghijklmnopqrstuv";
    await expect(requestErasure(editor.ctx, site.id, { cookie })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(requestErasure(stranger.ctx, site.id, { cookie })).rejects.toMatchObject({
      code: "not_found",
    });
    for (const input of [{ visitId: newId() }, { contactId: newId() }])
      await expect(requestErasure(owner.ctx, site.id, input)).rejects.toMatchObject({ code: "not_found" });
    for (const input of [{}, { cookie: "short" }, { cookie, visitId: newId() }])
      await expect(requestErasure(owner.ctx, site.id, input)).rejects.toThrow();
    const { id } = await requestErasure(owner.ctx, site.id, { cookie });
    await expect(getErasure(stranger.ctx, site.id, id)).rejects.toMatchObject({ code: "not_found" });
    await run(id);
    const [listed] = (await listErasures(owner.ctx, site.id)).items;
    expect(listed).toMatchObject({ id, status: "done", receipt: { events: 0, visits: 0 } });
  });
});
