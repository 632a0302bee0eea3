import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ensureChromium } from "../../../scripts/lib/chromium.mjs";

type Sent = Record<string, unknown> & { t: string; u: string; i: string };

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
const PAGE = `<!doctype html><title>Shop</title><script defer src="/stats/t.js" data-site="key-of-shop"></script>
  <form action="/api/forms/abc" method="post"><input name="email" value="a@b.example"><button>Send</button></form>`;

const SOON = { timeout: 10_000 };

let script: string;
let browser: Browser;
let server: Server;
let origin: string;
let events: Sent[];
let contentTypes: string[];
let failing: number;
let forms: string[];

beforeAll(async () => {
  // The settings of scripts/lib/build.mjs.
  const built = await build({
    entryPoints: ["lib/tracking/tracker/tracker.ts"],
    write: false,
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    target: "es2018",
    legalComments: "none",
  });
  script = built.outputFiles[0]?.text ?? "";
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      if (request.url === "/stats/t.js") return response.end(script);
      if (request.url === "/api/forms/abc") {
        forms.push(body);
        return response.end("thanks");
      }
      if (request.url !== "/stats/e") {
        response.setHeader("content-type", "text/html");
        return response.end(PAGE);
      }
      contentTypes.push(request.headers["content-type"] ?? "");
      if (failing > 0) {
        failing -= 1;
        response.statusCode = 503;
        return response.end();
      }
      events.push(...([JSON.parse(body)] as (Sent | Sent[])[]).flat());
      response.statusCode = 204;
      return response.end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const executablePath = (await ensureChromium()) ?? undefined;
  const flags = process.getuid?.() === 0 ? ["--no-sandbox", "--disable-gpu"] : ["--disable-gpu"];
  browser = await chromium.launch({
    executablePath,
    args: [...flags, "--disable-blink-features=AutomationControlled"],
  });
}, 120_000);
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  events = [];
  contentTypes = [];
  forms = [];
  failing = 0;
});

async function open(path = "/", init?: string): Promise<Page> {
  const context = await browser.newContext({ userAgent: CHROME });
  if (init) await context.addInitScript(init);
  const page = await context.newPage();
  await page.goto(origin + path);
  return page;
}

const views = () => events.filter((event) => event.t === "p").map((event) => event.u.replace(origin, ""));

describe("tracker", () => {
  test("is at most 2,048 bytes", () => {
    expect(brotliCompressSync(Buffer.from(script)).length).toBeLessThanOrEqual(2_048);
  });

  test("a page view: known fields of the address only, a uuidv7, plain text, no automation mark", async () => {
    await open("/a?utm_source=letter&gclid=secret&email=me@home.example#part");
    await expect.poll(() => events.length, SOON).toBe(1);
    expect(views()).toEqual(["/a?utm_source=letter&gclid=1"]);
    expect(events[0]).toMatchObject({
      k: "key-of-shop",
      t: "p",
      i: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/),
    });
    expect(events[0]).not.toHaveProperty("b");
    expect(contentTypes[0]).toMatch(/^text\/plain/);
  });

  test("single-page routes: pushState, replaceState with another path, back; not the same address again", async () => {
    const page = await open("/start");
    await page.evaluate(() => {
      history.pushState({}, "", "/one");
      history.replaceState({ a: 1 }, "", "/one?filter=x");
      history.pushState({}, "", "/one?filter=x");
      history.replaceState({}, "", "/two");
    });
    await page.goBack();
    await expect.poll(views, SOON).toEqual(["/start", "/one", "/two", "/one"]);
    expect(events[1]?.r).toBe(`${origin}/start`);
  });

  test("custom events and the id for senders of JSON", async () => {
    const page = await open();
    const id = await page.evaluate<string>(`ba("event", "signup", { plan: "pro" }); ba("id")`);
    await expect.poll(() => events.length, SOON).toBe(2);
    expect(events[1]).toMatchObject({ t: "e", n: "signup", p: { plan: "pro" } });
    expect(id).toBe(events[0]?.i);
  });

  test("a form of ours carries the page view", async () => {
    const page = await open("/contact");
    await expect.poll(() => events.length, SOON).toBe(1);
    await page.click("button");
    await expect.poll(() => forms.length, SOON).toBe(1);
    expect(new URLSearchParams(forms[0]).get("ba")).toBe(events[0]?.i);
  });

  test("visible time goes out when the page is left", async () => {
    const page = await open();
    await expect.poll(() => events.length, SOON).toBe(1);
    const seenAtMs = await page.evaluate(() => Date.now());
    await page.waitForFunction((since) => Date.now() - since > 1_100, seenAtMs);
    await page.goto("about:blank");
    await expect.poll(() => events.filter((event) => event.t === "v").length, SOON).toBe(1);
    expect(Number(events.find((event) => event.t === "v")?.v)).toBeGreaterThan(1_000);
  });

  test("what was refused is sent again under its id", async () => {
    failing = 1;
    await open("/again");
    await expect.poll(() => events.length, SOON).toBe(1);
    expect(views()).toEqual(["/again"]);
  });

  test.each([
    ["Global Privacy Control", "Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })"],
    ["Do Not Track", "Object.defineProperty(navigator, 'doNotTrack', { value: '1' })"],
  ])("%s: nothing is sent, and the page's calls do no harm", async (_name, init) => {
    const page = await open("/", init);
    const id = await page.evaluate<string>(
      `ba("event", "signup"); history.pushState({}, "", "/next"); ba("id")`,
    );
    await page.goto("about:blank");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect([id, events.length]).toEqual(["", 0]);
  });

  test("an automated browser says so", async () => {
    await open("/", "Object.defineProperty(navigator, 'webdriver', { value: true })");
    await expect.poll(() => events.length, SOON).toBe(1);
    expect(events[0]).toMatchObject({ b: 1 });
  });
});
