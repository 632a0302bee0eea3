import { gunzipSync, gzipSync } from "node:zlib";
import { v7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DELETE, GET as getOne } from "@/app/api/v1/replays/[replayId]/route";
import { GET as getChunk } from "@/app/api/v1/replays/[replayId]/chunks/[seq]/route";
import { GET as getList } from "@/app/api/v1/replays/route";
import { systemDb, systemPool } from "@/lib/db";
import { storage } from "@/lib/storage";
import { withTenant } from "@/lib/tenancy";
import { updateSite } from "@/lib/tracking";
import { deleteReplaysOfSite, deleteReplaysOfVisitor, replaysOfVisit } from "@/lib/tracking/replay";
import { replayFolder } from "@/lib/tracking/replay/files";
import { CHUNK_RAW_BYTES_MAX, STORED_BYTES_MAX } from "@/lib/tracking/replay/limits";
import { linkReplays, sweepReplays } from "@/lib/tracking/sweeps/sweep-replays";
import {
  CHROME,
  chunkBody,
  eventsFrom,
  mintRecordedSite,
  newRecording,
  type Recorded,
  serveReplays,
  type ReplayServer,
} from "../../fixtures/replays";
import { call, mintMember, mintTenant, type Person, requestOf } from "../../fixtures/tenants";
import { catchUp, type MintedSite, mintSite } from "../../fixtures/tracking";

let owner: Person;
let editor: Person;
let viewer: Person;
let stranger: Person;
let server: ReplayServer;
let site: MintedSite;
let recording: Recorded;

beforeAll(async () => {
  owner = await mintTenant();
  [editor, viewer, stranger] = await Promise.all([
    mintMember(owner.tenantId, "editor"),
    mintMember(owner.tenantId, "viewer"),
    mintTenant(),
  ]);
  server = await serveReplays();
});
beforeEach(async () => {
  site = await mintRecordedSite(owner);
  recording = newRecording();
});
afterAll(() => server.close());

const send = (body: Buffer | string, headers: Record<string, string> = {}, base = server.url) =>
  fetch(`${base}/r`, {
    method: "POST",
    body: body as BodyInit,
    headers: {
      "User-Agent": CHROME,
      "X-Forwarded-For": "80.187.100.1",
      "Content-Type": "text/plain",
      Origin: "https://site.example",
      ...headers,
    },
  });

const piece = (seq: number, fromMs = seq * 5_000, head: Record<string, unknown> = {}) =>
  chunkBody(site, recording, seq, eventsFrom(recording.startMs, fromMs), head);

const row = (id = recording.id) => systemDb().replay.findUnique({ where: { id } });

async function files(id = recording.id): Promise<string[]> {
  const keys = [];
  for await (const file of storage().list(replayFolder(owner.tenantId, id))) keys.push(file.key);
  return keys;
}

async function drops(of = site): Promise<Record<string, number>> {
  await server.collector.drops.flush();
  const { rows } = await systemPool().query<{ reason: string; count: string }>(
    "SELECT reason, count FROM ingest_drops WHERE site_id = $1",
    [of.id],
  );
  return Object.fromEntries(rows.map((each) => [each.reason, Number(each.count)]));
}

const list = async (query = "", as = owner) => {
  const answer = await call(getList, { as, path: `/api/v1/replays?siteId=${site.id}${query}` });
  expect(answer.status, query + answer.text).toBe(200);
  return answer.json?.items as { id: string }[];
};
const detail = (as: Person | null = owner, id = recording.id) =>
  call(getOne, { as, params: { replayId: id } });
const chunk = (seq: number, as: Person | null = owner) =>
  call(getChunk, { as, params: { replayId: recording.id, seq: String(seq) } });

describe("what is taken", () => {
  test("a piece is stored when its 204 arrives; totals follow; the page's own origin is named with credentials", async () => {
    const answer = await send(piece(0));
    expect([answer.status, answer.headers.get("ba-replay")]).toEqual([204, null]);
    expect(answer.headers.get("access-control-allow-origin")).toBe("https://site.example");
    expect(answer.headers.get("access-control-allow-credentials")).toBe("true");
    expect((await send(piece(1))).status).toBe(204);
    const stored = await row();
    expect(stored).toMatchObject({
      tenantId: owner.tenantId,
      siteId: site.id,
      chunks: 2,
      pageCount: 2,
      entryPath: "/",
      durationMs: 7_000,
      stoppedReason: null,
    });
    expect(Math.abs((stored?.startedAt.getTime() ?? 0) - recording.startMs)).toBeLessThan(5_000);
    expect(await files()).toHaveLength(2);
    expect(stored?.sizeBytes).toBe(
      gzipSync(JSON.stringify(eventsFrom(recording.startMs, 0))).length +
        gzipSync(JSON.stringify(eventsFrom(recording.startMs, 5_000))).length,
    );
  });

  test("a piece three times, also at once, changes nothing; order does not matter; the first piece names the entry", async () => {
    const pieces = [2, 0, 1].map((seq) =>
      chunkBody(site, recording, seq, eventsFrom(recording.startMs, seq * 5_000), {
        u: `https://${site.domain}/page-${seq}`,
      }),
    );
    for (const body of pieces) expect((await send(body)).status).toBe(204);
    const before = await row();
    const repeats = await Promise.all([...pieces, ...pieces, ...pieces].map((body) => send(body)));
    expect(repeats.map((each) => each.status)).toEqual(Array(9).fill(204));
    expect(await row()).toEqual(before);
    expect(before).toMatchObject({ chunks: 3, entryPath: "/page-0", durationMs: 12_000 });
    expect(await files()).toHaveLength(3);
    const fresh = newRecording();
    const body = chunkBody(site, fresh, 0, eventsFrom(fresh.startMs, 0));
    await Promise.all(Array.from({ length: 8 }, () => send(body)));
    expect(await row(fresh.id)).toMatchObject({ chunks: 1 });
    expect(await files(fresh.id)).toHaveLength(1);
  });

  test("another content under a number that is taken is ignored, and its file does not stay", async () => {
    await send(piece(0));
    const kept = await files();
    const other = chunkBody(site, recording, 0, eventsFrom(recording.startMs, 0, 9));
    await Promise.all([send(other), send(other)]);
    expect(await files()).toEqual(kept);
    expect(await row()).toMatchObject({ chunks: 1 });
  });

  test("plain pieces are packed by the collector; octet-stream is as good as text; a last word without events ends it", async () => {
    const plain = piece(0, 0, { z: 0 });
    expect((await send(plain, { "Content-Type": "application/octet-stream" })).status).toBe(204);
    const last = chunkBody(site, recording, 1, [], { x: "too_busy" });
    expect((await send(last)).status).toBe(204);
    expect(await row()).toMatchObject({ chunks: 2, stoppedReason: "too_busy" });
    const played = await playedEvents(0);
    expect(played).toHaveLength(6);
  });

  test("the recorder's masks: the site's selectors, and nothing where nothing is recorded", async () => {
    site = await mintRecordedSite(owner, {
      settings: { replayBlockSelector: ".secret", replayUnmaskSelector: "h1" },
    });
    const config = await fetch(`${server.url}/r?k=${site.siteKey}`);
    expect([config.status, await config.json()]).toEqual([200, { block: ".secret", unmask: "h1" }]);
    const off = await mintSite(owner.tenantId);
    expect((await fetch(`${server.url}/r?k=${off.siteKey}`)).status).toBe(404);
    expect((await fetch(`${server.url}/r?k=nonsense`)).status).toBe(404);
    expect((await fetch(`${server.url}/r`, { method: "OPTIONS" })).status).toBe(204);
    expect((await fetch(`${server.url}/r`, { method: "PUT" })).status).toBe(405);
  });
});

/** A piece as the player gets it. */
async function playedEvents(seq: number): Promise<unknown[]> {
  const params = Promise.resolve({ replayId: recording.id, seq: String(seq) });
  const answer = await getChunk(requestOf({ as: owner }), { params });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/gzip"]);
  return JSON.parse(gunzipSync(Buffer.from(await answer.arrayBuffer())).toString()) as unknown[];
}

describe("what is left out, by reason, and never a 5xx", () => {
  const refused = async (body: Buffer | string, headers: Record<string, string> = {}) => {
    const answer = await send(body, headers);
    expect([answer.status, answer.headers.get("ba-replay")]).toEqual([204, "stop"]);
  };

  test("not enabled, no consent asked for, no consent given, another host, an unknown site", async () => {
    const off = await mintSite(owner.tenantId);
    await refused(chunkBody(off, recording, 0, eventsFrom(recording.startMs, 0)));
    expect(await drops(off)).toEqual({ replay_off: 1 });
    await refused(piece(0, 0, { c: 0 }));
    await refused(piece(0, 0, { u: "https://elsewhere.example/" }));
    await refused(piece(0, 0, { k: "no-such-site-key" }));
    expect(await drops()).toEqual({ replay_no_consent: 1, host_not_allowed: 1 });
    expect(await row()).toBeNull();
    expect(await files()).toEqual([]);
  });

  test("bots, automated browsers, recordings of another day", async () => {
    await refused(piece(0), { "User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)" });
    await refused(piece(0, 0, { b: 1 }));
    await refused(piece(0, 0, { i: v7({ msecs: Date.now() - 25 * 3_600_000 }) }));
    expect(await drops()).toEqual({ bot: 2, stale: 1 });
  });

  test("a bomb is stopped while it unpacks; an oversized body is 413, announced or not", async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 32), { level: 9 });
    expect(bomb.length).toBeLessThan(300_000);
    const head = piece(0).subarray(0, piece(0).indexOf(10) + 1);
    const before = process.memoryUsage().rss;
    const started = performance.now();
    expect((await send(Buffer.concat([head, bomb]))).status).toBe(413);
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(120 * 1024 * 1024);
    const large = Buffer.concat([head, gzipSync(JSON.stringify([" ".repeat(CHUNK_RAW_BYTES_MAX)]))]);
    expect((await send(large)).status).toBe(413);
    expect((await send(Buffer.alloc(600 * 1024, 65))).status).toBe(413);
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024)),
    });
    const answer = await fetch(`${server.url}/r`, {
      method: "POST",
      body: endless,
      duplex: "half",
    } as RequestInit).catch(() => null);
    expect(answer?.status ?? 413).toBe(413);
    expect(await row()).toBeNull();
  });

  test("whatever else is sent is 400 or 415", async () => {
    const head = piece(0).subarray(0, piece(0).indexOf(10) + 1);
    const text = (value: unknown) => Buffer.concat([head, gzipSync(JSON.stringify(value))]);
    const wrong: (Buffer | string)[] = [
      "",
      "{}",
      "\n[]",
      "nonsense\n[]",
      "[]\n[]",
      Buffer.concat([head, Buffer.from("no gzip")]),
      Buffer.concat([head, gzipSync("{")]),
      text({}),
      text([1]),
      text([{ type: 99, timestamp: 1 }]),
      text([{ type: 2, timestamp: "now" }]),
      piece(0, 0, { i: "no-id" }),
      piece(0, 0, { i: "9b2f3c52-7a3e-4c1e-8f6a-000000000000" }),
      piece(0, 0, { n: -1 }),
      piece(0, 0, { n: 1.5 }),
      piece(0, 0, { t: "x" }),
      piece(0, 0, { u: "javascript:alert(1)" }),
      `${"x".repeat(10_000)}\n[]`,
    ];
    for (const body of wrong) expect((await send(body)).status).toBe(400);
    expect((await send(piece(0), { "Content-Type": "application/json" })).status).toBe(415);
    expect(await row()).toBeNull();
  });

  test("an address over its limit is asked to try again, and loses nothing", async () => {
    const small = await serveReplays({ limitPerMin: 2 });
    const statuses = [];
    for (let seq = 0; seq < 3; seq += 1) statuses.push((await send(piece(seq), {}, small.url)).status);
    expect(statuses).toEqual([204, 204, 429]);
    await small.close();
    expect((await send(piece(2))).status).toBe(204);
    expect(await row()).toMatchObject({ chunks: 3 });
  });

  test("a full recording takes no more, whatever its recorder thinks", async () => {
    await send(piece(0));
    await systemDb().replay.update({
      where: { id: recording.id },
      data: { sizeBytes: STORED_BYTES_MAX - 10 },
    });
    await refused(piece(1));
    expect(await drops()).toEqual({ replay_over: 1 });
    expect(await files()).toHaveLength(1);
  });

  test("another workspace's site cannot add to a recording", async () => {
    await send(piece(0));
    const foreign = await mintRecordedSite(stranger);
    await refused(chunkBody(foreign, recording, 1, eventsFrom(recording.startMs, 5_000)));
    expect(await row()).toMatchObject({ chunks: 1, siteId: site.id });
    expect(await drops(foreign)).toEqual({ replay_over: 1 });
  });
});

describe("what people see", () => {
  test("editors see recordings, viewers and other workspaces do not; only admins delete", async () => {
    await send(piece(0));
    await send(piece(1));
    expect((await list("", editor)).map((each) => each.id)).toEqual([recording.id]);
    const seen = await detail(editor);
    expect(seen.json).toMatchObject({
      device: "desktop",
      browser: "Chrome",
      country: "DE",
      viewedAt: null,
      chunks: [
        { seq: 0, fromMs: 0, toMs: 2_000 },
        { seq: 1, fromMs: 5_000, toMs: 7_000 },
      ],
    });
    expect((await chunk(1, editor)).status).toBe(200);
    expect((await detail(editor)).json?.viewedAt).not.toBeNull();
    expect((await chunk(7)).status).toBe(404);
    expect((await detail(viewer)).status).toBe(403);
    expect((await chunk(0, viewer)).status).toBe(403);
    expect((await detail(stranger)).status).toBe(404);
    expect((await chunk(0, stranger)).status).toBe(404);
    const remove = (as: Person) => call(DELETE, { as, method: "DELETE", params: { replayId: recording.id } });
    expect((await remove(editor)).status).toBe(403);
    expect((await remove(stranger)).status).toBe(404);
    expect((await remove(owner)).status).toBe(204);
    expect((await remove(owner)).status).toBe(404);
    expect(await list()).toEqual([]);
    expect((await detail()).status).toBe(404);
    expect((await chunk(0)).status).toBe(404);
    expect(await files()).toEqual([]);
    const audit = await withTenant(owner.ctx, (db) =>
      db.auditLog.findMany({
        where: { tenantId: owner.tenantId, action: "replay.delete", entityId: recording.id },
        select: { actorId: true },
      }),
    );
    expect(audit).toEqual([{ actorId: owner.userId }]);
  });

  test("a deleted recording does not come back when its visitor is still on the page", async () => {
    await send(piece(0));
    await call(DELETE, { as: owner, method: "DELETE", params: { replayId: recording.id } });
    const answer = await send(piece(1));
    expect([answer.status, answer.headers.get("ba-replay")]).toEqual([204, "stop"]);
    expect(await files()).toEqual([]);
    expect(await row()).toMatchObject({
      chunks: 0,
      visitorKey: 0n,
      visitId: null,
      entryPath: "",
      clientId: 0,
    });
  });

  test("a recording finds its visit, its event marks, and the filters that look at the visit", async () => {
    const at = Date.now();
    recording = newRecording(at - 4_000);
    const event = (fields: object) => ({
      k: site.siteKey,
      i: v7(),
      u: `https://${site.domain}/prices`,
      w: 1920,
      l: "en",
      s: Date.now(),
      ...fields,
    });
    const events = [
      event({ t: "p", i: v7({ msecs: at - 2_000 }), r: "https://www.google.com/" }),
      event({ t: "e", n: "signup" }),
    ];
    const answer = await fetch(`${server.url}/e`, {
      method: "POST",
      body: JSON.stringify(events),
      headers: { "User-Agent": CHROME, "X-Forwarded-For": "80.187.100.1" },
    });
    expect(answer.status).toBe(204);
    await send(piece(0, 3_000));
    await catchUp();
    await linkReplays();
    const { json } = await detail();
    expect(json).toMatchObject({
      source: "google",
      events: 1,
      marks: [
        { kind: "page", label: "/prices" },
        { kind: "event", label: "signup" },
      ],
    });
    const visitId = String(json?.visitId);
    expect((await replaysOfVisit(owner.ctx, visitId)).map((each) => each.id)).toEqual([recording.id]);
    const goal = await withTenant(owner.ctx, (db) =>
      db.goal.create({
        data: {
          id: v7(),
          tenantId: owner.tenantId,
          siteId: site.id,
          name: "Signs up",
          kind: "event",
          pattern: "sign*",
        },
      }),
    );
    const day = new Date(recording.startMs).toISOString().slice(0, 10);
    const fits = [
      "",
      "&page=%2Fprices",
      "&event=signup",
      "&country=DE",
      "&device=desktop",
      "&minDurationS=3",
    ];
    fits.push(`&goalId=${goal.id}`, `&from=${day}&to=${day}`, `&visitId=${visitId}`);
    for (const query of fits) expect(await list(query), query).toHaveLength(1);
    const others = [
      "&page=%2F%25",
      "&event=sign",
      "&country=FR",
      "&device=mobile",
      "&minDurationS=60",
      "&from=2999-01-01",
    ];
    for (const query of others) expect(await list(query), query).toHaveLength(0);
  });

  test("pages of the list are by start and never repeat a recording", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      const each = newRecording(Date.now() - index * 60_000);
      await send(chunkBody(site, each, 0, eventsFrom(each.startMs, 0)));
      ids.push(each.id);
    }
    const seen: string[] = [];
    for (let cursor = ""; ;) {
      const answer = await call(getList, {
        as: owner,
        path: `/api/v1/replays?siteId=${site.id}&limit=2${cursor}`,
      });
      seen.push(...(answer.json?.items as { id: string }[]).map((each) => each.id));
      const next = answer.json?.nextCursor;
      if (typeof next !== "string") break;
      cursor = `&cursor=${next}`;
    }
    expect(seen).toEqual(ids);
  });
});

describe("what is not kept", () => {
  test("retention: older recordings go with their files, younger ones stay; ids of deleted ones go later", async () => {
    await send(piece(0));
    const old = newRecording();
    await send(chunkBody(site, old, 0, eventsFrom(old.startMs, 0)));
    await updateSite(owner.ctx, site.id, { replayRetentionDays: 10 });
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    await systemDb().replay.update({ where: { id: old.id }, data: { startedAt: daysAgo(11) } });
    await systemDb().replay.update({ where: { id: recording.id }, data: { startedAt: daysAgo(9) } });
    await sweepReplays();
    expect([await row(old.id), await files(old.id)]).toEqual([null, []]);
    expect(await row()).toMatchObject({ chunks: 1 });
    expect(await files()).toHaveLength(1);
    await systemDb().replay.update({
      where: { id: recording.id },
      data: { stoppedReason: "deleted", lastChunkAt: daysAgo(9) },
    });
    await sweepReplays();
    expect([await row(), await files()]).toEqual([null, []]);
  });

  test("erasure of a visitor takes theirs and leaves the others'; a website's go with it", async () => {
    await send(piece(0));
    const other = newRecording();
    const body = chunkBody(site, other, 0, eventsFrom(other.startMs, 0));
    await send(body, { "X-Forwarded-For": "80.187.100.2" });
    const key = (await row())?.visitorKey ?? 0n;
    expect(key).not.toBe((await row(other.id))?.visitorKey);
    expect(await deleteReplaysOfVisitor(owner.ctx, { siteId: site.id, visitorKeys: [key] })).toBe(1);
    expect((await list()).map((each) => each.id)).toEqual([other.id]);
    expect(await files()).toEqual([]);
    expect(await deleteReplaysOfSite(owner.ctx, site.id)).toBe(2);
    expect([await row(), await row(other.id), await files(other.id)]).toEqual([null, null, []]);
  });
});
