import { gzipSync } from "node:zlib";
import type { Browser, BrowserContext } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../fixtures/browser";
import { addressesFor } from "./page-list";
import { subjectsOf } from "./page-subjects";
import { logIn, stack } from "./pages";

const LIMIT_BYTES = 180 * 1024;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The answer to an address of the product. */
const open = (context: BrowserContext, address: string) =>
  context.request.get(new URL(address, stack.webUrl).href);

/** What the scripts of a page weigh, compressed. @param known weights of scripts that have been fetched */
async function weightBytes(
  context: BrowserContext,
  address: string,
  known: Map<string, number>,
): Promise<number> {
  let totalBytes = 0;
  for (const [tag] of (await (await open(context, address)).text()).matchAll(/<script[^>]*>/g)) {
    const src = /src="([^"]+)"/.exec(tag)?.[1];
    // What only browsers without modules load is no part of it.
    if (!src || /nomodule/i.test(tag)) continue;
    if (!known.has(src)) known.set(src, gzipSync(await (await open(context, src)).body()).length);
    totalBytes += known.get(src) ?? 0;
  }
  return totalBytes;
}

test("no page brings more than 180 KB of compressed script along", async () => {
  const [owner, outside] = [await browser.newContext(), await browser.newContext()];
  await logIn(await owner.newPage(), stack.demo.email, stack.demo.password);
  const subjects = await subjectsOf(owner);
  const known = new Map<string, number>();
  const tooLarge: string[] = [];
  for (const [context, viewer] of [[owner, "member"] as const, [outside, "outsider"] as const])
    for (const address of addressesFor(viewer, subjects)) {
      const totalBytes = await weightBytes(context, address, known);
      expect(totalBytes, address).toBeGreaterThan(50_000);
      if (totalBytes > LIMIT_BYTES) tooLarge.push(`${address}: ${(totalBytes / 1024).toFixed(1)} KB`);
    }
  expect(tooLarge).toEqual([]);
  await Promise.all([owner.close(), outside.close()]);
});
