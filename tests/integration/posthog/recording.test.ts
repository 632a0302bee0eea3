import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { build } from "esbuild";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  GET as WEB_GET,
  OPTIONS as WEB_OPTIONS,
  POST as WEB_POST,
} from "@/app/api/collect/ph/[...path]/route";
import { GET as GET_REPLAY } from "@/app/api/v1/posthog/visits/[visitId]/replay/route";
import { systemPool } from "@/lib/db";
import { savePosthogConnection } from "@/lib/posthog";
import { serveProxy } from "@/lib/posthog/proxy/http";
import { createCollectorServer, isDatabaseReady, processCollector, ScriptFile } from "@/lib/tracking/collect";
import { ensureChromium } from "../../../scripts/lib/chromium.mjs";
import { launchBrowser } from "../../fixtures/browser";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { type OwnSandbox, startSandbox } from "../../fixtures/sandbox";
import { call, mintTenant, type Person } from "../../fixtures/tenants";
import { catchUp, mintSite, type MintedSite } from "../../fixtures/tracking";
import { connecting, SANDBOX_PERSONAL_KEY, seenBy } from "./support";

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

/** Whatever waits to be sent would be sent by then. */
const LONG_AFTER_MS = 60_000;

let sandbox: OwnSandbox;
let database: OwnDatabase;
let browser: Browser;
let collector: Server;
let website: Server;
let owner: Person;
let site: MintedSite;

const originOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const scriptFile = async (entry: string, name: string): Promise<ScriptFile> => {
  const outfile = `node_modules/.cache/brand-automator/test-${process.pid}-${name}.js`;
  const settings = {
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    target: "es2018",
  } as const;
  await build({ entryPoints: [entry], outfile, ...settings, logLevel: "silent" });
  return new ScriptFile(outfile);
};

beforeAll(async () => {
  sandbox = await startSandbox();
  database = await useOwnDatabase({ ...sandbox.env, POSTHOG_TIMEOUT_MS: "2000" });
  collector = createCollectorServer({
    collector: processCollector(),
    script: await scriptFile("lib/tracking/tracker/tracker.ts", "t"),
    moreScripts: { "/ph.js": await scriptFile("lib/tracking/posthog-script/posthog-script.ts", "ph") },
    servePosthog: serveProxy,
    isReady: isDatabaseReady,
  }).listen(0, "127.0.0.1");
  website = createServer((_request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(
      `<!doctype html><title>Shop</title><h1>Secret offer for Ada</h1><input value="hidden input">
       <div class="private"><p>Bank 123</p></div>
       <script defer src="${originOf(collector)}/t.js" data-site="${site.siteKey}"></script>`,
    );
  }).listen(0, "127.0.0.1");
  for (const server of [collector, website]) if (!server.listening) await once(server, "listening");
  process.env.CHROMIUM_PATH ||= (await ensureChromium()) ?? "";
  browser = await launchBrowser();
}, 180_000);
beforeEach(async () => {
  await sandbox.reset();
  owner = await mintTenant();
  site = await mintSite(owner.tenantId, { domain: "shop.example", allowedHosts: ["127.0.0.1"] });
  await systemPool().query(
    "UPDATE sites SET consent_mode = 'consent', replay_block_selector = '.private' WHERE id = $1",
    [site.id],
  );
  await savePosthogConnection(
    owner.ctx,
    connecting({ personalKey: SANDBOX_PERSONAL_KEY, recordsSessions: true }),
  );
});
afterAll(async () => {
  await browser?.close();
  for (const server of [website, collector]) server?.closeAllConnections();
  await processCollector().close();
  await database.drop();
  await sandbox.stop();
});

const openPage = async (): Promise<Page> => {
  const context = await browser.newContext({ userAgent: CHROME });
  const page = await context.newPage();
  await page.clock.install(); // runs as ever; a test may put it forward
  await page.goto(originOf(website));
  return page;
};
type Visited = Window & { ba?: (...call: string[]) => unknown };
const ask = (page: Page, ...given: string[]): Promise<unknown> =>
  page.evaluate((words) => (window as Visited).ba?.(...words), given);
/** Agrees, and looks at the next page: what is to be loaded comes with a page view. */
const agree = async (page: Page): Promise<void> => {
  const answered = page.waitForResponse((response) => response.url().endsWith("/e"));
  await ask(page, "consent", "granted");
  await answered;
  await page.reload();
};
/** posthog-js sends a recording once somebody does something on the page. */
const recorded = (page: Page) =>
  until(async () => {
    await page.mouse.move(10 * Math.random(), 10 * Math.random());
    await page.locator("h1").click();
    return (await seenBy(sandbox)).recordings[0];
  });
const until = async <T>(read: () => Promise<T | undefined>): Promise<T> => {
  for (let round = 0; round < 150; round += 1) {
    const value = await read();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("It did not happen in time.");
};
/** Something to record. */
const change = (page: Page) =>
  page.evaluate(() => {
    for (let n = 0; n < 50; n += 1) document.body.append(document.createElement("p"));
  });
/** Lets the page do what is due: idle work, and what that puts off once more. */
const settle = (page: Page) =>
  page.evaluate(async () => {
    for (let round = 0; round < 3; round += 1) {
      await new Promise((done) => requestIdleCallback(done));
      await new Promise((done) => setTimeout(done));
    }
  });
const sentTo = (page: Page, addresses: string[]) =>
  page.on("request", (request) => addresses.push(request.url()));

describe("a visitor who agreed", () => {
  test("is recorded through our own address, masked; the visit's page leads to the recording", async () => {
    const page = await openPage();
    const addresses: string[] = [];
    const bodies: string[] = [];
    sentTo(page, addresses);
    page.on("request", (request) => {
      if (!request.url().includes("/s?") && !request.url().endsWith("/s")) return;
      const body = request.postDataBuffer() ?? Buffer.alloc(0);
      bodies.push(body[0] === 0x1f ? gunzipSync(body).toString("utf8") : body.toString("utf8"));
    });
    await agree(page);
    const recording = await recorded(page);
    const pageViewId = await until(async () => {
      const { rows } = await systemPool().query<{ id: string }>(
        "SELECT id FROM events WHERE site_no = $1 AND name_id = 0 AND id = $2",
        [site.no, recording.id],
      );
      return rows[0]?.id;
    });
    expect(pageViewId).toBe(recording.id);
    const origins = new Set(addresses.map((url) => new URL(url).origin));
    expect([...origins].filter((origin) => origin !== originOf(website))).toEqual([originOf(collector)]);
    expect(bodies.length).toBeGreaterThan(0);
    expect(bodies.join()).toContain("$snapshot");
    for (const secret of ["Secret offer", "hidden input", "Bank 123"])
      expect(bodies.join()).not.toContain(secret);
    const kinds = bodies.flatMap((body) => [...body.matchAll(/"event":"([^"]+)"/g)].map((match) => match[1]));
    expect([...new Set(kinds)]).toEqual(["$snapshot"]);
    const [line] = await sandbox.ledger("posthog", { path: "/s" });
    expect(line?.headers).not.toHaveProperty("cookie");
    expect(line?.headers).not.toHaveProperty("x-forwarded-for");

    await page.close();
    await catchUp();
    const { rows } = await systemPool().query<{ id: string }>("SELECT id FROM visits WHERE tenant_id = $1", [
      owner.tenantId,
    ]);
    const visitId = rows[0]?.id ?? "";
    const replay = await call(GET_REPLAY, { as: owner, params: { visitId } });
    expect(replay.json).toMatchObject({
      url: `${sandbox.baseUrl}/posthog/project/101/replay/${recording.id}`,
      problem: null,
    });
    expect((await fetch(String(replay.json?.url))).status).toBe(200);
    const stranger = await mintTenant();
    expect((await call(GET_REPLAY, { as: stranger, params: { visitId } })).status).toBe(404);
  });

  test("and takes it back: nothing more is sent", async () => {
    const page = await openPage();
    await agree(page);
    await recorded(page);
    const before: string[] = [];
    sentTo(page, before);
    await change(page);
    await page.clock.fastForward(LONG_AFTER_MS);
    await until(async () => before.find((url) => url.includes("/ph/")));
    await change(page);
    await ask(page, "consent", "denied");
    const addresses: string[] = [];
    sentTo(page, addresses);
    await change(page);
    await page.clock.fastForward(LONG_AFTER_MS);
    await settle(page);
    expect(addresses.filter((url) => url.includes("/ph/"))).toEqual([]);
    expect(
      await page.evaluate(() => Object.keys(sessionStorage).filter((key) => /^ph_.*_posthog$/.test(key))),
    ).toEqual([]);
  });
});

test("without consent nothing of PostHog is loaded", async () => {
  const page = await openPage();
  const addresses: string[] = [];
  sentTo(page, addresses);
  const answered = page.waitForResponse((response) => response.url().endsWith("/e"));
  await page.reload();
  expect(await (await answered).headerValue("ba-load")).toBeNull();
  await page.clock.fastForward(LONG_AFTER_MS);
  await settle(page);
  expect(addresses.some((url) => url.endsWith("/e"))).toBe(true);
  expect(addresses.filter((url) => /ph\.js|\/ph\//.test(url))).toEqual([]);
});

describe("the way through our address", () => {
  const web = (path: string, method = "GET", headers: Record<string, string> = {}, body?: Uint8Array) => {
    const handler = { GET: WEB_GET, POST: WEB_POST, OPTIONS: WEB_OPTIONS }[method] ?? WEB_GET;
    const request = new Request(`http://127.0.0.1:3000/api/collect/ph/${path}`, {
      method,
      headers: { "x-ba-peer": "192.0.2.7", ...headers },
      ...(body && method === "POST" ? { body: Buffer.from(body) } : {}),
    });
    return handler(request, { params: Promise.resolve({ path: path.split("/") }) });
  };
  const own = { origin: "https://www.shop.example" };

  test("web answers the same, to the site's own pages", async () => {
    const answer = await web(`${site.siteKey}/config`, "GET", own);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBe(own.origin);
    expect(await answer.json()).toMatchObject({
      blockSelector: ".private",
      remote: { sessionRecording: { endpoint: "/s" } },
    });
    expect((await web(`${site.siteKey}/s`, "OPTIONS", own)).status).toBe(204);
  });

  test.each([
    ["another website's page", "s", "POST", { origin: "https://evil.example" }, 403],
    ["no page at all", "s", "POST", {}, 403],
    ["events", "e", "POST", own, 404],
    ["flags", "flags", "POST", own, 404],
    ["the private API", "api/projects/101", "GET", own, 404],
    ["a way upwards", "s/../api", "POST", own, 404],
    ["another method", "config", "POST", own, 405],
  ])("%s is refused", async (_what, path, method, headers, status) => {
    const calls = (await sandbox.ledger("posthog")).length;
    expect((await web(`${site.siteKey}/${path}`, method, headers, new Uint8Array(2))).status).toBe(status);
    expect(await sandbox.ledger("posthog")).toHaveLength(calls);
  });

  test("too large a body, an unknown site, and one that is not recorded are refused; a PostHog that is away is 503", async () => {
    expect((await web(`${site.siteKey}/s`, "POST", own, new Uint8Array(1_600_000))).status).toBe(413);
    expect((await web("nobodys-key-at-all/config", "GET", own)).status).toBe(403);
    const other = await mintTenant();
    const silent = await mintSite(other.tenantId);
    expect(
      (await web(`${silent.siteKey}/config`, "GET", { origin: `https://${silent.domain}` })).status,
    ).toBe(403);
    await sandbox.fault("posthog", { kind: "reset", path: "/s" });
    const away = await web(`${site.siteKey}/s`, "POST", own, new Uint8Array(2));
    expect([away.status, away.headers.get("retry-after")]).toEqual([503, "30"]);
  });
});
