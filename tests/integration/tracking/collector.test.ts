import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import pg from "pg";
import { v7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { systemPool } from "@/lib/db";
import { makeIdentifyToken } from "@/lib/tracking/identify/token";
import { Collector, createCollectorServer, ScriptFile } from "@/lib/tracking/collect";
import { startTcpProxy, type TcpProxy } from "../../fixtures/tcp-proxy";
import { mintTenant } from "../../fixtures/tenants";
import { changeSite, type MintedSite, mintSite } from "../../fixtures/tracking";

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
const silent = { warn: () => undefined, info: () => undefined };

let tenantId: string;
let site: MintedSite;
let collector: Collector;
let server: Server;
let url: string;

async function serve(
  pool: pg.Pool,
  limitPerMin = 100_000,
): Promise<{ collector: Collector; server: Server; url: string }> {
  const made = new Collector({
    pool,
    trustedProxies: ["127.0.0.1"],
    limitPerMin,
    cityFile: undefined,
    log: silent,
  });
  const listening = createCollectorServer({
    collector: made,
    script: new ScriptFile("/nowhere/t.js"),
    isReady: async () =>
      pool.query("SELECT 1").then(
        () => true,
        () => false,
      ),
  });
  listening.listen(0, "127.0.0.1");
  await once(listening, "listening");
  return {
    collector: made,
    server: listening,
    url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}`,
  };
}

beforeAll(async () => {
  tenantId = (await mintTenant()).tenantId;
  ({ collector, server, url } = await serve(systemPool()));
});
beforeEach(async () => {
  site = await mintSite(tenantId);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await collector.close();
});

const event = (more: Record<string, unknown> = {}) => ({
  k: site.siteKey,
  i: v7(),
  t: "p",
  u: `https://${site.domain}/`,
  w: 1920,
  l: "en-GB",
  s: Date.now(),
  ...more,
});

const post = (body: unknown, headers: Record<string, string> = {}, base = url) =>
  fetch(`${base}/e`, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { "User-Agent": CHROME, "X-Forwarded-For": "80.187.100.1", ...headers },
  });

async function stored(): Promise<Record<string, unknown>[]> {
  const { rows } = await systemPool().query<Record<string, unknown>>(
    `SELECT e.id, e.name_id, e.visitor_key, event_at(e.id, e.extra) AS occurred_at, nullif(e.extra, '')::jsonb AS extra,
       p.value AS path, c.value AS client, s.value AS source, n.value AS name
     FROM events e JOIN tracking_values p ON p.id = e.path_id JOIN tracking_values c ON c.id = e.client_id
     LEFT JOIN tracking_values s ON s.id = e.source_id LEFT JOIN tracking_values n ON n.id = e.name_id
     WHERE e.site_no = $1 ORDER BY e.id`,
    [site.no],
  );
  return rows;
}

async function drops(): Promise<Record<string, number>> {
  await collector.drops.flush();
  const { rows } = await systemPool().query<{ reason: string; count: string }>(
    "SELECT reason, count FROM ingest_drops WHERE site_id = $1",
    [site.id],
  );
  return Object.fromEntries(rows.map((row) => [row.reason, Number(row.count)]));
}

async function unattributed(reason: string): Promise<number> {
  await collector.drops.flush();
  const { rows } = await systemPool().query<{ count: string | null }>(
    "SELECT sum(count) AS count FROM ingest_drops_unattributed WHERE reason = $1",
    [reason],
  );
  return Number(rows[0]?.count ?? 0);
}

describe("what counts", () => {
  test("a page view is stored when its 204 arrives, with source, place and device, and without the address", async () => {
    const sent = event({
      u: `https://www.${site.domain}/prices?utm_source=letter&utm_medium=email&q=secret`,
      r: "https://a.example/",
    });
    const answer = await post(sent);
    expect(answer.status).toBe(204);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    const rows = await stored();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ id: sent.i, name_id: 0, extra: null, path: "/prices" });
    expect(JSON.parse(String(rows[0]?.client))).toEqual({
      country: "DE",
      device: "desktop",
      browser: "Chrome",
      os: "Windows",
      language: "en",
      screenWidthPx: 1920,
    });
    expect(JSON.parse(String(rows[0]?.source))).toMatchObject({
      channel: "Email",
      source: "letter",
      utmSource: "letter",
    });
    expect(JSON.stringify(rows)).not.toMatch(/80\.187|secret/);
  });

  test("custom events keep flat properties, engagement keeps its time", async () => {
    const props = { plan: "pro", seats: 3, trial: true, nested: { no: 1 }, odd: "a\u0000\ud800b" };
    expect((await post(event({ t: "e", n: "signup", p: props }))).status).toBe(204);
    expect((await post(event({ t: "v", v: 12_345, d: 70 }))).status).toBe(204);
    const rows = await stored();
    expect(rows[0]).toMatchObject({
      name: "signup",
      extra: { p: { plan: "pro", seats: 3, trial: true } },
    });
    expect(rows[1]).toMatchObject({ name_id: -1, extra: { v: 12_345, d: 70 } });
  });

  test("the same events three times, alone and in a batch, are there once", async () => {
    const events = Array.from({ length: 20 }, () => event());
    for (let time = 0; time < 3; time += 1) {
      const answers = await Promise.all(events.map((each) => post(each)));
      expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(204));
    }
    expect((await post(events)).status).toBe(204);
    expect(await stored()).toHaveLength(20);
  });

  test("a late event is dated by how long it waited in the browser, also where the browser's clock is off", async () => {
    const hourAgo = Date.now() - 3_600_000;
    await post(event({ i: v7({ msecs: hourAgo }) }));
    await post(event({ i: v7({ msecs: hourAgo - 7_200_000 }), s: Date.now() - 7_200_000 }));
    for (const row of await stored())
      expect(Math.abs((row.occurred_at as Date).getTime() - hourAgo)).toBeLessThan(5_000);
  });

  test("one visitor is one key; another address, user agent or site is another", async () => {
    await post(event());
    await post(event());
    await post(event(), { "X-Forwarded-For": "80.187.100.2" });
    await post(event(), { "User-Agent": CHROME.replace("142", "141") });
    expect(new Set((await stored()).map((row) => row.visitor_key)).size).toBe(3);
  });

  test("hosts: domain, subdomains and listed ones; localhost only when listed", async () => {
    site = await mintSite(tenantId, { allowedHosts: ["localhost", "partner.example.org"] });
    for (const host of [
      site.domain,
      `www.${site.domain}`,
      `a.b.${site.domain}`,
      "localhost:8080",
      "partner.example.org",
    ]) {
      await post(event({ u: `http://${host}/` }));
    }
    expect(await stored()).toHaveLength(5);
    for (const host of ["example.org", `evil-${site.domain}`, `${site.domain}.evil.example`, "127.0.0.1"]) {
      expect((await post(event({ u: `http://${host}/` }))).status).toBe(204);
    }
    expect(await stored()).toHaveLength(5);
    expect(await drops()).toEqual({ host_not_allowed: 4 });
  });
});

describe("visitors who agree to be recognised", () => {
  const granted = (more: Record<string, unknown> = {}) => event({ c: 1, ...more });
  const origin = { Origin: "https://shop.example" };
  const cookieOf = (answer: Response) => answer.headers.get("set-cookie")?.split(";")[0] ?? "";

  test("without the owner's choice nobody gets a cookie, whatever a page sends", async () => {
    const answer = await post(granted(), origin);
    expect(answer.headers.get("set-cookie")).toBeNull();
    // The browser has sent its cookies along and would take no "*".
    expect(answer.headers.get("access-control-allow-origin")).toBe("https://shop.example");
    expect((await post("{", origin)).headers.get("access-control-allow-credentials")).toBe("true");
    expect((await post(event(), origin)).headers.get("access-control-allow-origin")).toBe("*");
    await post(granted(), { Cookie: `ba_v=${"x".repeat(22)}` });
    expect((await stored()).map((row) => row.extra)).toEqual([null, null, null]);
  });

  test("one cookie, one key over days and addresses; the visit before the consent is found by its daily key", async () => {
    await changeSite(site, { consent_mode: "consent" });
    await post(event(), origin);
    const first = await post(granted(), origin);
    const cookie = cookieOf(first);
    expect(first.headers.get("set-cookie")).toMatch(
      /^ba_v=[\w-]{22}; Path=\/; Max-Age=34128000; HttpOnly; SameSite=Lax$/,
    );
    expect(first.headers.get("access-control-allow-origin")).toBe("https://shop.example");
    expect(first.headers.get("access-control-allow-credentials")).toBe("true");
    const again = await post(granted(), { ...origin, Cookie: `other=1; ${cookie}` });
    expect(again.headers.get("set-cookie")).toBeNull();
    await post(granted(), { ...origin, Cookie: cookie, "X-Forwarded-For": "80.187.100.77" });
    await post(event(), { ...origin, Cookie: cookie });
    const [daily, asked, known, elsewhere, silentOne] = await stored();
    expect(asked?.visitor_key).toBe(daily?.visitor_key);
    expect(known).toMatchObject({ extra: { h: 1, y: daily?.visitor_key } });
    expect(known?.visitor_key).not.toBe(daily?.visitor_key);
    expect(elsewhere?.visitor_key).toBe(known?.visitor_key);
    expect(silentOne?.visitor_key).toBe(daily?.visitor_key);
  });

  test("over https the cookie is for other hosts' pages; who takes the consent back loses it", async () => {
    await changeSite(site, { consent_mode: "consent" });
    const https = { ...origin, "X-Forwarded-Proto": "https" };
    expect((await post(granted(), https)).headers.get("set-cookie")).toMatch(/SameSite=None; Secure$/);
    const denied = await post(event({ c: -1 }), { ...https, Cookie: `ba_v=${"a".repeat(22)}` });
    expect(denied.headers.get("set-cookie")).toMatch(/^ba_v=; Path=\/; Max-Age=0/);
    expect((await stored()).map((row) => row.extra)).toEqual([null, null]);
  });

  test("what shall be loaded is said to those in the sample", async () => {
    await changeSite(site, { consent_mode: "consent", replay_enabled: true, replay_sample_pct: 100 });
    expect((await post(granted(), origin)).headers.get("ba-load")).toBe("r");
    expect((await post(granted(), origin)).headers.get("access-control-expose-headers")).toBe("Ba-Load");
    expect((await post(granted({ t: "v", v: 0 }), origin)).headers.get("ba-load")).toBe("r");
    expect((await post(event(), origin)).headers.get("ba-load")).toBeNull();
  });

  test("a token says which contact it is; a forged one, or another workspace's, says nothing", async () => {
    const contactId = v7();
    const token = makeIdentifyToken(tenantId, contactId);
    await post(event({ t: "v", g: token }));
    await post(event({ t: "v", g: makeIdentifyToken(v7(), contactId) }));
    await post(event({ t: "v", g: `${token.slice(0, -2)}xx` }));
    await post(event({ t: "e", n: "signup", g: token }));
    expect((await stored()).map((row) => (row.extra as { c?: string } | null)?.c)).toEqual([
      contactId,
      undefined,
      undefined,
      contactId,
    ]);
  });
});

describe("what does not count is counted by reason, and never a 5xx", () => {
  test("what only loads ahead, previews of links, and what the owner excludes", async () => {
    await changeSite(site, {
      excluded_paths: ["/admin*", "*/preview"],
      excluded_addresses: ["203.0.113.0/24"],
    });
    await post(event(), { "Sec-Purpose": "prefetch;prerender" });
    await post(event({ x: 1 }));
    await post(event(), { "User-Agent": "facebookexternalhit/1.1" });
    for (const path of ["/admin", "/admin/x", "/a/preview"])
      await post(event({ u: `https://${site.domain}${path}` }));
    await post(event({ u: `https://${site.domain}/preview/x` }));
    await post(event(), { "X-Forwarded-For": "203.0.113.77" });
    expect((await stored()).map((row) => row.path)).toEqual(["/preview/x"]);
    expect(await drops()).toEqual({ prefetch: 2, preview: 1, excluded: 4 });
  });

  test("bots, automated browsers, stale ids", async () => {
    expect((await post(event(), { "User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)" })).status).toBe(
      204,
    );
    expect((await post(event({ b: 1 }))).status).toBe(204);
    expect((await post(event({ i: v7({ msecs: Date.now() - 49 * 3_600_000 }) }))).status).toBe(204);
    expect((await post(event({ i: v7({ msecs: Date.now() + 6 * 60_000 }) }))).status).toBe(204);
    expect(await stored()).toHaveLength(0);
    expect(await drops()).toEqual({ bot: 2, stale: 2 });
  });

  test("unknown site", async () => {
    const before = await unattributed("unknown_site");
    expect((await post(event({ k: "no-such-site-key" }))).status).toBe(204);
    expect((await post(event({ k: "' OR 1=1 --" }))).status).toBe(204);
    expect(await unattributed("unknown_site")).toBe(before + 2);
  });

  test.each(["", "{", "nonsense", '{"k":', "\u0000", `[${"0,".repeat(200)}0]`])(
    "unreadable: %j is 400",
    async (body) => {
      const before = await unattributed("bad_json");
      expect((await post(body)).status).toBe(400);
      expect(await unattributed("bad_json")).toBe(before + 1);
    },
  );

  test("events that lack what they need are 400, and in a batch only they are left out", async () => {
    const wrong = [
      null,
      3,
      [],
      {},
      { ...event(), i: "not-an-id" },
      { ...event(), i: "9b2f3c52-7a3e-4c1e-8f6a-000000000000" },
      { ...event(), t: "x" },
      { ...event(), u: 7 },
      { ...event(), u: "javascript:alert(1)" },
      { ...event(), t: "e" },
      { ...event(), t: "e", n: "x", p: "text" },
    ];
    for (const each of wrong) expect((await post([each])).status).toBe(400);
    expect((await post([...wrong, event()])).status).toBe(204);
    expect(await stored()).toHaveLength(1);
    expect((await drops()).bad_event).toBe(14);
  });

  test("more than 64 KB is 413, announced or not", async () => {
    const before = await unattributed("too_large");
    expect((await post("x".repeat(65_537))).status).toBe(413);
    const parts = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let i = 0; i < 70; i += 1) controller.enqueue(new TextEncoder().encode("y".repeat(1_024)));
        controller.close();
      },
    });
    const answer = await fetch(`${url}/e`, {
      method: "POST",
      body: parts,
      duplex: "half",
    } as RequestInit).catch(() => null);
    expect(answer?.status ?? 413).toBe(413);
    expect(await unattributed("too_large")).toBe(before + 2);
  });

  test("an address over its limit", async () => {
    const small = await serve(systemPool(), 3);
    for (let i = 0; i < 5; i += 1) expect((await post(event(), {}, small.url)).status).toBe(204);
    await post(event(), { "X-Forwarded-For": "80.187.100.9" }, small.url);
    expect(await stored()).toHaveLength(4);
    await small.collector.close();
    small.server.close();
    expect(await drops()).toEqual({ rate_limited: 2 });
  });

  test("what a page writes can hold neither the batch nor the statement up", async () => {
    const nasty = [
      '"',
      "\\",
      "{}",
      "{NULL}",
      "'; DROP TABLE events; --",
      "\u2028",
      "\ud83d",
      "ü".repeat(1_000),
      "\u0000",
    ];
    const events = nasty.flatMap((text) => [
      event({
        u: `https://${site.domain}/${text}?utm_source=${text}`,
        r: `https://a.example/${text}`,
        l: text,
      }),
      event({ t: "e", n: `n${text}`, p: { [text]: text } }),
    ]);
    expect((await post(events)).status).toBe(204);
    expect(await stored()).toHaveLength(events.length);
  });
});

describe("the listener", () => {
  test("preflight, other methods, other paths, health, metrics", async () => {
    const preflight = await fetch(`${url}/e`, { method: "OPTIONS" });
    expect([preflight.status, preflight.headers.get("access-control-allow-methods")]).toEqual([
      204,
      "POST, OPTIONS",
    ]);
    expect((await fetch(`${url}/e`)).status).toBe(405);
    expect((await fetch(`${url}/nothing`)).status).toBe(404);
    expect((await fetch(`${url}/t.js`)).status).toBe(404);
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect((await fetch(`${url}/metrics`)).status).toBe(200);
    expect((await fetch(`${url}/metrics`, { headers: { "X-Forwarded-For": "203.0.113.1" } })).status).toBe(
      404,
    );
  });

  test("a sender who goes away in the middle harms nobody", async () => {
    const { port } = new URL(url);
    const socket = connect(Number(port), "127.0.0.1");
    socket.write("POST /e HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{");
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    expect((await post(event())).status).toBe(204);
  });
});

describe("Postgres away", () => {
  let proxy: TcpProxy;
  let pool: pg.Pool;
  let own: Awaited<ReturnType<typeof serve>>;

  beforeAll(async () => {
    const target = new URL(process.env.DATABASE_SYSTEM_URL ?? "");
    proxy = await startTcpProxy(Number(target.port));
    target.port = String(proxy.port);
    pool = new pg.Pool({ connectionString: target.href, connectionTimeoutMillis: 1_000 });
    pool.on("error", () => undefined);
    own = await serve(pool);
  });
  afterAll(async () => {
    own.server.closeAllConnections();
    own.server.close();
    await pool.end();
    await proxy.close();
  });

  test("503 with Retry-After while it is away, nothing acknowledged is missing, and recovery by itself", async () => {
    const first = event();
    expect((await post(first, {}, own.url)).status).toBe(204);
    await proxy.cut();
    const during = [event(), event(), event()];
    const answers = await Promise.all(during.map((each) => post(each, {}, own.url)));
    for (const answer of answers) {
      expect(answer.status).toBe(503);
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect((await fetch(`${own.url}/health`)).status).toBe(200);
    expect((await fetch(`${own.url}/health/ready`)).status).toBe(503);
    await proxy.restore();
    for (const each of during) {
      await expect.poll(async () => (await post(each, {}, own.url)).status, { timeout: 10_000 }).toBe(204);
    }
    expect((await stored()).map((row) => row.id).sort()).toEqual(
      [first, ...during].map((each) => each.i).sort(),
    );
  });

  test("a short absence is waited out: the event is stored once and answered 204", async () => {
    await post(event(), {}, own.url);
    await proxy.cut();
    const waiting = post(event(), {}, own.url);
    await new Promise((resolve) => setTimeout(resolve, 400));
    await proxy.restore();
    expect((await waiting).status).toBe(204);
    expect(await stored()).toHaveLength(2);
  });
});
