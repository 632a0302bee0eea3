import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium, type Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EVERY_LOOK, faultsOf } from "./looking";
import { logIn, stack, watchFaults } from "./pages";

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
const SOON = { timeout: 60_000 };

let browser: Browser;
let shop: Server;
let shopUrl: string;
let siteKey = "";

const PAGE =
  () => `<!doctype html><title>Shop</title><style>body{font:16px sans-serif;margin:2rem} img{width:80px;height:60px}</style>
  <script defer src="${stack.collectorUrl}/t.js" data-site="${siteKey}"></script>
  <h1 data-ba-unmask>Autumn catalogue</h1><p>Jo Example, order 4711</p><img src="/pixel.png" alt="Jo">
  <input id="name" value="Jo Example"><button id="more" onclick="document.body.insertAdjacentHTML('beforeend','<p>Thank you Jo</p>')">More</button>`;

beforeAll(async () => {
  // Requests that outlive their page carry the browser's own user agent, and a headless one is a bot.
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH || undefined,
    args: [
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-blink-features=AutomationControlled",
      `--user-agent=${CHROME}`,
    ],
  });
  shop = createServer((_request, response) => response.setHeader("content-type", "text/html").end(PAGE()));
  shop.listen(0, "127.0.0.1");
  await once(shop, "listening");
  shopUrl = `http://localhost:${(shop.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await browser.close();
  shop.closeAllConnections();
  shop.close();
});

/** A call of the API as the page's own person. */
const call = (page: Page, method: string, path: string, body: object) =>
  page.evaluate(
    async ([verb, address, content]) => {
      const answer = await fetch(`/api/v1${address}`, {
        method: verb,
        headers: { "Content-Type": "application/json" },
        body: content,
      });
      if (!answer.ok) throw new Error(await answer.text());
      return (await answer.json()) as { id: string; siteKey: string };
    },
    [method, path, JSON.stringify(body)] as const,
  );

async function visitTheShop(): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  /** The collector takes the next piece of the recording that comes from a page. */
  const stored = async (path: string) => {
    const answer = await page.waitForResponse(
      (response) =>
        response.url() === `${stack.collectorUrl}/r` &&
        // The first line of a piece says where it comes from.
        (response.request().postDataBuffer()?.includes(`"u":"${shopUrl}${path}"`) ?? false),
      SOON,
    );
    expect(answer.status()).toBe(204);
  };
  await page.goto(`${shopUrl}/catalogue`);
  await page.waitForFunction("typeof window.ba === 'function'");
  const loaded = page.waitForResponse((response) => response.url().endsWith("/r.js"), SOON);
  const first = stored("/prices");
  await page.evaluate("window.ba('consent', 'granted')");
  await page.goto(`${shopUrl}/prices`);
  await loaded;
  await first;
  const second = stored("/prices");
  await page.fill("#name", "Jo Typed");
  await page.mouse.move(100, 200, { steps: 10 });
  await page.click("#more");
  await page.evaluate("window.ba('event', 'Asked for more')");
  await second;
  const third = stored("/basket");
  await page.goto(`${shopUrl}/basket`);
  await third;
  await context.close();
}

test("a visit that agreed is recorded, shows up in the list and can be watched, masked and without the network", async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const faults = watchFaults(context);
  const asked: string[] = [];
  context.on("request", (request) => asked.push(request.url()));
  const page = await context.newPage();
  await logIn(page, stack.demo.email, stack.demo.password);
  const made = await call(page, "POST", "/sites", {
    domain: "shop.example",
    name: "Shop",
    allowedHosts: ["localhost"],
  });
  siteKey = made.siteKey;
  await call(page, "PATCH", `/sites/${made.id}`, { consentMode: "consent", replayEnabled: true });

  await page.goto(`${stack.webUrl}/analytics/replays?site=${made.id}`);
  await expect.poll(() => page.getByText("No recording yet").count(), SOON).toBe(1);
  await visitTheShop();
  const row = page.getByRole("link", { name: "/prices" });
  await expect.poll(() => row.count(), SOON).toBe(1);
  expect(await faultsOf(page, EVERY_LOOK)).toEqual([]);
  await row.click();
  await page.getByRole("button", { name: "Play", exact: true }).click(SOON);

  const frame = page.frameLocator('iframe[title="The visitor’s page"]');
  await expect.poll(() => frame.getByText("Autumn catalogue").count(), SOON).toBe(1);
  expect(await page.locator("iframe").getAttribute("sandbox")).toBe("allow-same-origin");
  const position = page.getByRole("slider", { name: "Position in the recording" });
  await expect.poll(async () => Number(await position.inputValue()), SOON).toBeGreaterThan(500);
  const texts = await frame.locator("body").innerText();
  expect(texts).not.toMatch(/Jo|4711/);
  expect(await frame.locator("#name").inputValue()).not.toMatch(/Jo/);

  expect(await faultsOf(page, EVERY_LOOK)).toEqual([]);

  const events = page.getByRole("list").filter({ hasText: "/prices" });
  await expect.poll(() => events.getByRole("button").count(), SOON).toBeGreaterThan(1);
  await events.getByRole("button", { name: /basket/ }).click();
  await expect.poll(() => frame.getByText("Autumn catalogue").count(), SOON).toBe(1);
  expect(Number(await position.inputValue())).toBeGreaterThan(1_500);

  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete the recording" }).click();
  await expect.poll(() => page.getByText("No recording yet").count(), SOON).toBe(1);
  const own = new Set([stack.webUrl, stack.collectorUrl].map((url) => new URL(url).origin));
  expect(asked.filter((url) => /^https?:/.test(url) && !own.has(new URL(url).origin))).toEqual([]);
  expect(faults).toEqual([]);
  await context.close();
}, 180_000);
