import { gzipSync } from "node:zlib";
import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../fixtures/browser";
import { logIn, stack } from "./pages";

const LIMIT_BYTES = 180 * 1024;
const PATHS = [
  "/dashboard",
  "/analytics",
  "/analytics/live",
  "/analytics/goals",
  "/analytics/funnels",
  "/crm/requests",
  "/crm/contacts",
  "/crm/forms",
  "/settings/sites",
  "/settings/profile",
  "/settings/security",
  "/settings/members",
  "/settings/workspace",
  "/settings/api-keys",
  "/settings/audit",
];

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test("no page of the product brings more than 180 KB of compressed script along", async () => {
  const context = await browser.newContext();
  await logIn(await context.newPage(), stack.demo.email, stack.demo.password);
  const sizeBytes = new Map<string, number>();
  const get = async (path: string) => (await context.request.get(new URL(path, stack.webUrl).href)).body();
  const tooLarge: string[] = [];
  for (const path of PATHS) {
    const html = (await get(path)).toString();
    let totalBytes = 0;
    for (const [tag] of html.matchAll(/<script[^>]*>/g)) {
      const src = /src="([^"]+)"/.exec(tag)?.[1];
      // What only browsers without modules load is no part of it.
      if (!src || /nomodule/i.test(tag)) continue;
      if (!sizeBytes.has(src)) sizeBytes.set(src, gzipSync(await get(src)).length);
      totalBytes += sizeBytes.get(src) ?? 0;
    }
    expect(totalBytes, path).toBeGreaterThan(50_000);
    if (totalBytes > LIMIT_BYTES) tooLarge.push(`${path}: ${(totalBytes / 1024).toFixed(1)} KB`);
  }
  expect(tooLarge).toEqual([]);
  await context.close();
});
