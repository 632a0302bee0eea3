import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { systemDb } from "@/lib/db";
import { storage } from "@/lib/storage";
import { ensureChromium } from "../../../scripts/lib/chromium.mjs";
import { CHROME, mintRecordedSite, serveReplays, type ReplayServer } from "../../fixtures/replays";
import { mintTenant, type Person } from "../../fixtures/tenants";
import type { MintedSite } from "../../fixtures/tracking";

const SOON = { timeout: 15_000 };
/** Whatever the recorder still had waiting would be sent by then. */
const LONG_AFTER_MS = 60_000;

// Everything that says "geheim" is a person's own; nothing of it may ever be stored.
const FORM = `
  <form action="/geheim-path?geheim=1"><label>geheim label <input name="email" placeholder="geheim hint" value="geheim@home.example"></label>
    <input type="password" value="geheimes-passwort" data-ba-unmask><input type="hidden" name="geheim" value="geheim-token" data-ba-unmask>
    <input type="text" id="typed"><input type="text" id="shown-field" data-ba-unmask><input type="text" autocomplete="cc-number" id="card" data-ba-unmask>
    <textarea id="area">geheim area</textarea><input type="checkbox" id="box" value="geheim-box"><input type="radio" name="r" value="geheim-radio" checked>
    <select id="choice"><option value="geheim-a">geheim a</option><option value="geheim-b" selected>geheim b</option></select>
    <button aria-label="geheim aria">geheim button</button><input type="submit" value="geheim send"></form>`;
const PAGE = (script: string) => `<!doctype html><html><head><title>geheim title</title>
  <meta name="description" content="geheim description"><!-- geheim comment -->
  <style>body{color:rgb(1,2,3)} .a::after{content:"geheim css"} .b{background:url(https://img.example/geheim.png)} /* geheim */</style>
  <script type="application/json">{"geheim": true}</script></head>
  <body style="--name:'geheim'"><h1 data-ba-unmask>Open prices <span data-ba-mask>geheim inside</span></h1><h2 class="public">Shown by rule</h2>
  <p title="geheim tooltip" data-user="geheim" onclick="geheim()">geheim text 4711</p>
  <img alt="geheim alt" src="/geheim.png?token=geheim" width="40" height="30"><a href="/orders/geheim?mail=geheim">geheim link</a>
  <div id="edit" contenteditable="true" data-ba-unmask>geheim editable</div><div data-ba-block><p>geheim blocked</p></div><div class="secret">geheim site block</div>
  <iframe srcdoc="<p>geheim frame</p>" title="geheim"></iframe><svg><text>geheim svg</text><title>geheim</title></svg><noscript>geheim noscript</noscript>
  <div id="host"></div><div id="late"></div><p id="changing">geheim first</p>${FORM}
  <script>document.getElementById("host").attachShadow({mode:"open"}).innerHTML = "geheim bare<p>geheim shadow</p><input value='geheim-shadow'>";</script>
  ${script}</body></html>`;

let folder: string;
let server: Server;
let origin: string;
let collector: ReplayServer;
let browser: Browser;
let owner: Person;
let site: MintedSite;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "recorder-"));
  // The settings of scripts/lib/build.mjs.
  await build({
    entryPoints: { r: "lib/tracking/recorder/recorder.ts" },
    outdir: folder,
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    target: "es2018",
    legalComments: "none",
  });
  collector = await serveReplays({}, { "/r.js": path.join(folder, "r.js") });
  server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(PAGE(`<script src="${collector.url}/r.js" data-site="${site.siteKey}"></script>`));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  // The user agent of the browser as a whole: requests that outlive their page do not know the page's own one.
  browser = await chromium.launch({
    executablePath: (await ensureChromium()) ?? undefined,
    args: [
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-blink-features=AutomationControlled",
      `--user-agent=${CHROME}`,
    ],
  });
  owner = await mintTenant();
}, 120_000);
beforeEach(async () => {
  site = await mintRecordedSite(owner, {
    allowedHosts: ["localhost"],
    settings: { replayBlockSelector: ".secret", replayUnmaskSelector: ".public" },
  });
});
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
  await collector.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(url = "/", init?: string): Promise<Page> {
  const context = await browser.newContext();
  if (init) await context.addInitScript(init);
  const page = await context.newPage();
  await page.clock.install(); // runs as ever; a test may put it forward
  await page.goto(origin + url);
  return page;
}

const replays = () =>
  systemDb().replay.findMany({ where: { siteId: site.id }, orderBy: { startedAt: "asc" } });

/** All that is stored of this site's recordings, as text. */
async function storedText(): Promise<string> {
  const chunks = await systemDb().replayChunk.findMany({
    where: { replay: { siteId: site.id } },
    orderBy: { seq: "asc" },
  });
  const texts = [];
  for (const chunk of chunks) {
    const parts: Buffer[] = [];
    const opened = await storage().get(chunk.storageKey);
    for await (const part of opened?.stream ?? []) parts.push(part as Buffer);
    texts.push(gunzipSync(Buffer.concat(parts)).toString());
  }
  return texts.join("\n");
}

const hasSnapshot = async () => (await storedText()).includes('"type":2,"data":{"node"');

describe("the recorder on a real page", () => {
  test("no text and no value of the page is stored, however it comes about; what the owner shows is", async () => {
    const page = await open("/shop?geheim=query#geheim");
    await expect.poll(hasSnapshot, SOON).toBe(true);
    await page.fill("#typed", "geheim typed");
    await page.fill("#shown-field", "visible words");
    await page.fill("#card", "4111 1111 1111 1111");
    await page.fill("#area", "geheim more");
    await page.selectOption("#choice", "geheim-a");
    await page.check("#box");
    await page.locator("#edit").pressSequentially("geheim ");
    await page.evaluate(() => {
      const late = document.getElementById("late");
      const changing = document.getElementById("changing");
      if (!late || !changing) throw new Error("the page is another one");
      late.innerHTML = `<p>geheim late</p><input value="geheim late value" type="password"><img alt="geheim late alt">`;
      changing.textContent = "geheim second";
      if (changing.firstChild) changing.firstChild.nodeValue = "geheim third";
      changing.setAttribute("title", "geheim new title");
      changing.setAttribute("style", "background:url(/geheim-late.png)");
      late.querySelector("input")?.setAttribute("type", "text");
      late.querySelector("input")?.setAttribute("value", "geheim after");
      document.getElementById("host")?.shadowRoot?.append("geheim shadow late");
      document.title = "geheim new document title";
      history.pushState(null, "", "/basket?geheim=1");
      document.querySelector("style")?.append(".c::before{content:'geheim css late'}");
    });
    await page.mouse.move(50, 60);
    await expect.poll(async () => (await storedText()).includes("/basket"), SOON).toBe(true);
    await page.mouse.move(80, 90);
    await expect.poll(async () => (await storedText()).includes("visible words"), SOON).toBe(true);
    await page.close();
    const text = await storedText();
    // The page's own address is counted by analytics as well; its query is not.
    expect(text.match(/.{0,60}geheim.{0,60}/gi) ?? []).toEqual([]);
    expect(text).not.toMatch(/4711|4111|home\.example|https:\/\/img/);
    expect(text).toContain("Open prices");
    expect(text).toContain("Shown by rule");
    expect(text).toContain("rgb(1, 2, 3)");
    expect(await replays()).toHaveLength(1);
    expect((await replays())[0]).toMatchObject({ entryPath: "/shop", pageCount: 2, stoppedReason: null });
  });

  test("one recording goes on over the pages of a tab, a second tab has its own", async () => {
    const page = await open("/one");
    await expect.poll(hasSnapshot, SOON).toBe(true);
    await page.goto(`${origin}/two`);
    await expect.poll(async () => (await replays())[0]?.pageCount, SOON).toBe(2);
    const other = await page.context().newPage();
    await other.goto(`${origin}/three`);
    await expect.poll(async () => (await replays()).length, SOON).toBe(2);
    expect((await replays()).map((each) => each.pageCount)).toEqual([2, 1]);
  });

  test("a collector that is away for a while loses nothing", async () => {
    const page = await open("/away");
    await expect.poll(hasSnapshot, SOON).toBe(true);
    let refusals = 0;
    await page.route(`${collector.url}/r`, (route) => {
      refusals += 1;
      return refusals > 2 ? route.continue() : route.fulfill({ status: 503 });
    });
    await page.mouse.move(10, 10);
    await page.mouse.move(200, 200, { steps: 5 });
    await expect.poll(async () => (await replays())[0]?.chunks ?? 0, SOON).toBeGreaterThan(1);
    expect(refusals).toBeGreaterThan(2);
  }, 60_000);

  test("what is left when the page goes arrives too", async () => {
    const page = await open("/leaving");
    await expect.poll(hasSnapshot, SOON).toBe(true);
    const before = (await replays())[0]?.chunks ?? 0;
    await page.mouse.click(30, 30);
    await page.goto(`${origin}/next`);
    await page.close();
    await expect.poll(async () => (await storedText()).includes('"source":2'), SOON).toBe(true);
    expect((await replays())[0]?.chunks).toBeGreaterThan(before);
  }, 60_000);

  test("consent taken back ends it at once", async () => {
    const page = await open("/consent", "window.ba = () => ''");
    await expect.poll(hasSnapshot, SOON).toBe(true);
    await page.mouse.move(200, 200, { steps: 5 });
    await page.clock.fastForward(LONG_AFTER_MS);
    await expect.poll(async () => (await replays())[0]?.chunks ?? 0, SOON).toBeGreaterThan(1);
    await page.mouse.move(100, 100, { steps: 5 });
    await page.evaluate("window.ba('consent', 'denied')");
    const before = (await replays())[0];
    const sent: string[] = [];
    page.context().on("request", (request) => sent.push(request.url()));
    await page.mouse.move(10, 10);
    await page.mouse.move(300, 300, { steps: 10 });
    await page.clock.fastForward(LONG_AFTER_MS);
    await page.close();
    expect(sent).toEqual([]);
    expect((await replays())[0]).toEqual(before);
  });

  test("a page too large is not recorded, a page too busy stops being recorded", async () => {
    const large = `addEventListener("DOMContentLoaded", () => {
      document.body.insertAdjacentHTML("beforeend", "<i></i>".repeat(10_001)); })`;
    await open("/large", large);
    await expect.poll(async () => (await replays())[0]?.stoppedReason, SOON).toBe("too_many_nodes");
    expect(await hasSnapshot()).toBe(false);
    const page = await open("/busy");
    await expect.poll(async () => (await replays()).length, SOON).toBe(2);
    await page.evaluate(() => {
      setInterval(() => {
        for (let index = 0; index < 80; index += 1) document.body.setAttribute("class", `c${Math.random()}`);
        for (let index = 0; index < 40; index += 1)
          document.body.append(document.createElement("b"), document.createElement("i"));
        document.querySelectorAll("body > b, body > i").forEach((each) => each.remove());
        for (let index = 0; index < 80; index += 1) document.body.append(document.createElement("u"));
      }, 100);
    });
    await expect.poll(async () => (await replays())[1]?.stoppedReason, { timeout: 25_000 }).toBe("too_busy");
  }, 60_000);
});
