import { once } from "node:events";
import { Agent, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemPool } from "@/lib/db";
import { Collector, createCollectorServer, ScriptFile } from "@/lib/tracking/collect";
import { mintTenant } from "../../fixtures/tenants";
import { type MintedSite, mintSite } from "../../fixtures/tracking";

const BODIES = 10_000;
const SEED = 20_261_122;
const silent = { warn: () => undefined, info: () => undefined };
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

let site: MintedSite;
let collector: Collector;
let server: Server;
let port: number;

beforeAll(async () => {
  site = await mintSite((await mintTenant()).tenantId);
  const pool = systemPool();
  collector = new Collector({
    pool,
    trustedProxies: [],
    limitPerMin: 1e9,
    cityFile: undefined,
    log: silent,
  });
  server = createCollectorServer({
    collector,
    script: new ScriptFile("/nowhere/t.js"),
    isReady: () => Promise.resolve(true),
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  agent.destroy();
  server.closeAllConnections();
  server.close();
  await collector.close();
});

// A small generator with a seed (mulberry32), so that a failure can be had again.
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function send(body: Buffer, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { port, host: "127.0.0.1", path: "/e", method: "POST", agent, headers },
      (answer) => {
        answer.resume();
        answer.on("end", () => resolve(answer.statusCode ?? 0));
      },
    );
    // The collector closes the connection of a body that is too large while it is still being sent.
    sent.on("error", (error: NodeJS.ErrnoException) =>
      error.code === "EPIPE" || error.code === "ECONNRESET" ? resolve(413) : reject(error),
    );
    sent.end(body);
  });
}

const plain = (): Record<string, unknown> => ({
  k: site.siteKey,
  i: v7(),
  t: "p",
  u: `https://${site.domain}/`,
  w: 800,
  l: "en",
  s: Date.now(),
});

const VALUES: unknown[] = [
  null,
  true,
  -1,
  1e308,
  "",
  "\u0000",
  "x".repeat(5_000),
  [],
  {},
  [[[]]],
  { toString: 1 },
  "🧨",
];

/** One body of each kind in turn, by chance within its kind. */
function makeBody(turn: number, random: () => number): { body: Buffer; headers?: Record<string, string> } {
  const text = JSON.stringify(plain());
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const bytes = (length: number) => Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
  switch (turn % 8) {
    case 0: // cut off
      return { body: Buffer.from(text.slice(0, Math.floor(random() * text.length))) };
    case 1: // a field of a wrong kind
      return {
        body: Buffer.from(
          JSON.stringify({
            ...plain(),
            [pick(["k", "i", "t", "u", "n", "p", "s", "w", "l", "r", "c", "g", "d"])]: pick(VALUES),
          }),
        ),
      };
    case 2: // noise
      return { body: bytes(Math.floor(random() * 400)) };
    case 3: // compressed, said and unsaid
      return {
        body: pick([gzipSync, deflateSync, brotliCompressSync])(text),
        headers: random() < 0.5 ? { "Content-Encoding": "gzip" } : {},
      };
    case 4: // nested deeply, or many
      return {
        body: Buffer.from(
          random() < 0.5 ? "[".repeat(20_000) : `[${"{},".repeat(Math.floor(random() * 300))}{}]`,
        ),
      };
    case 5: // bytes turned over
      return {
        body: ((flipped: Buffer) => {
          flipped[Math.floor(random() * flipped.length)] = Math.floor(random() * 256);
          return flipped;
        })(Buffer.from(text)),
      };
    case 6: // keys that mean something to JavaScript
      return {
        body: Buffer.from(
          `{"__proto__":{"k":"${site.siteKey}"},"constructor":{},"k":"${site.siteKey}","i":"${v7()}","t":"e","n":"x","p":{"__proto__":"y","constructor":"z"},"u":"https://${site.domain}/"}`,
        ),
      };
    default: // every hundredth too large, else prefixed with what nobody needs
      return { body: turn % 800 === 7 ? Buffer.alloc(70_000, "a") : Buffer.from(`\uFEFF \n${text}`) };
  }
}

describe("hostile bodies", () => {
  test(`${BODIES} of them: never a 5xx, and what is not stored is counted`, async () => {
    const random = randomFrom(SEED);
    const statuses = new Map<number, number>();
    let next = 0;
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        for (let turn = next++; turn < BODIES; turn = next++) {
          const { body, headers } = makeBody(turn, random);
          const status = await send(body, {
            "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
            ...headers,
          });
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }
      }),
    );
    expect([...statuses.keys()].filter((status) => ![204, 400, 413].includes(status))).toEqual([]);
    expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(BODIES);
    const { rows } = collector.writer.counts;
    const dropped = Object.values(collector.drops.totals).reduce((sum, count) => sum + count, 0);
    // Batches of case 4 hold several events each, so more is counted than was sent; nothing goes uncounted.
    expect(rows + dropped).toBeGreaterThanOrEqual(BODIES - (statuses.get(413) ?? 0));
    expect(statuses.get(204)).toBeGreaterThan(1_000);
    expect(Object.keys(collector.drops.totals).sort()).toEqual(
      expect.arrayContaining(["bad_event", "bad_json", "too_large"]),
    );
    const stored = await systemPool().query<{ n: number }>(
      "SELECT count(*)::int AS n FROM events WHERE site_no = $1",
      [site.no],
    );
    expect(stored.rows[0]?.n).toBe(rows);
  }, 120_000);

  test("slow senders are let go after seconds and keep nobody waiting", async () => {
    const slow = Array.from({ length: 50 }, () => connect(port, "127.0.0.1"));
    const answers = slow.map(
      (socket) =>
        new Promise<string>((resolve) => {
          let text = "";
          socket.on("data", (chunk: Buffer) => (text += chunk.toString()));
          socket.on("error", () => undefined);
          socket.on("close", () => resolve(text));
        }),
    );
    const drips = slow.map((socket, index) => {
      socket.write(
        index % 2
          ? "POST /e HTTP/1.1\r\nHost: x\r\n"
          : "POST /e HTTP/1.1\r\nHost: x\r\nContent-Length: 400\r\n\r\n{",
      );
      return setInterval(() => socket.write(index % 2 ? "X-A: b\r\n" : " "), 500);
    });
    const startedAt = performance.now();
    expect(
      await send(Buffer.from(JSON.stringify(plain())), {
        "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
      }),
    ).toBe(204);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    const ended = await Promise.all(answers);
    for (const drip of drips) clearInterval(drip);
    for (const text of ended) expect(text).toMatch(/^(HTTP\/1\.1 408|$)/);
  }, 30_000);
});
