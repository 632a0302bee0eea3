import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { launchBrowser } from "../fixtures/browser";
import { logIn, stack, watchFaults } from "./pages";

// With the stream up a page asks by itself only once a minute: what comes sooner came through the stream.
const NEWS_MS = 15_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const bell = (page: Page) => page.getByRole("button", { name: /^Notifications/ });

async function unread(page: Page): Promise<number> {
  const label = (await bell(page).getAttribute("aria-label")) ?? (await bell(page).innerText());
  return Number(/(\d+) unread/.exec(label)?.[1] ?? 0);
}

async function sendRequest(): Promise<void> {
  const response = await fetch(`${stack.webUrl}/api/forms/${stack.demo.formKey}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      name: "Robin Example",
      email: `robin-${newId()}@people.example`,
      message: "Could you look at our website?",
    }),
  });
  expect(response.status, await response.text()).toBeLessThan(300);
}

test("a request reaches the bell of every open tab without a reload, also after the tab with the stream has gone", async () => {
  const context = await browser.newContext();
  const faults = watchFaults(context);
  const first = await context.newPage();
  const opened = context.waitForEvent("response", (response) => response.url().includes("/api/v1/live"));
  await logIn(first, stack.demo.email, stack.demo.password);
  expect((await opened).status()).toBe(200);
  const second = await context.newPage();
  await second.goto(`${stack.webUrl}/dashboard`);
  await expect.poll(() => unread(second)).toBe(await unread(first));

  const before = await unread(first);
  await sendRequest();
  for (const page of [first, second])
    await expect.poll(() => unread(page), { timeout: NEWS_MS, interval: 200 }).toBe(before + 1);

  const taken = context.waitForEvent("response", (response) => response.url().includes("/api/v1/live"));
  await first.close();
  expect((await taken).status()).toBe(200);
  await sendRequest();
  await expect.poll(() => unread(second), { timeout: NEWS_MS, interval: 200 }).toBe(before + 2);
  expect(faults).toEqual([]);
  await context.close();
});
