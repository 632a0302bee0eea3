import AxeBuilder from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { launchBrowser } from "../fixtures/browser";
import { logIn, registerFromLanding, stack, visitor } from "./pages";

const SIZES = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const PUBLIC = [
  "/",
  "/nowhere",
  "/docs",
  "/docs/analytics",
  "/docs/api",
  "/docs/api/sites",
  "/auth/login",
  "/auth/register",
  "/auth/forgot-password",
  "/auth/reset-password#token=none",
  "/auth/verify#token=none",
  "/auth/confirm-email#token=none",
  "/auth/second-factor",
  "/invite/none",
];
const PRODUCT = [
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

const newcomer = { email: `empty-${newId()}@people.example`, password: "correct horse battery" };

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
  const page = await browser.newPage();
  await registerFromLanding(page, newcomer.email, newcomer.password);
  await page.close();
});
afterAll(() => browser.close());

/** What axe calls serious or critical on a page that has finished loading, and whether it scrolls sideways. */
async function faultsOf(page: Page, url: string): Promise<string[]> {
  await page.goto(url);
  await page.waitForLoadState("load");
  await page.locator("main").first().waitFor();
  await page.waitForFunction(
    () => document.querySelector("main [aria-busy=true], main .animate-shimmer") === null,
  );
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations
    .filter((violation) => violation.impact === "serious" || violation.impact === "critical")
    .map(
      (violation) =>
        `${url}: ${violation.id} at ${violation.nodes.map((node) => node.target.join(" ")).join(", ")}`,
    );
  const overflowPx = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return overflowPx > 0 ? [...serious, `${url}: ${overflowPx} px wider than the screen`] : serious;
}

async function faultsOfAll(context: BrowserContext, paths: readonly string[]): Promise<string[]> {
  const page = await context.newPage();
  const faults: string[] = [];
  for (const path of paths)
    faults.push(...(await faultsOf(page, path.startsWith("http") ? path : `${stack.webUrl}${path}`)));
  return faults;
}

const detailPages = async (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const firstOf = async (list: string) => {
      const { items } = (await (await fetch(`/api/v1/${list}`)).json()) as { items: { id: string }[] };
      return items[0]?.id ?? "";
    };
    return [
      `/settings/sites/${await firstOf("sites")}`,
      `/crm/requests/${await firstOf("requests")}`,
      `/crm/contacts/${await firstOf("contacts")}`,
    ];
  });

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  test.each(["wide", "phone"] as const)("nothing serious on any page, %s", async (size) => {
    const settings = { viewport: SIZES[size], colorScheme, reducedMotion: "reduce" as const };
    // The full workspace in all four; the empty one and the pages outside in two, so that each meets both themes and sizes.
    const isDiagonal = (colorScheme === "light") === (size === "wide");
    const full = await browser.newContext(settings);
    await logIn(await full.newPage(), stack.demo.email, stack.demo.password);
    const empty = await browser.newContext(settings);
    await logIn(await empty.newPage(), newcomer.email, newcomer.password);
    const outside = await browser.newContext({ ...settings, ...visitor });
    const details = await detailPages(full.pages()[0] ?? (await full.newPage()));
    const website = ["/", "/mail", "/site", "/site/contact", "/site/project"].map(
      (path) => `${stack.sandboxUrl}${path}`,
    );
    // Side by side: while one page is being looked at, the server makes the other one.
    const faults = await Promise.all([
      faultsOfAll(full, [...PRODUCT, ...details]),
      faultsOfAll(empty, isDiagonal ? PRODUCT : []),
      faultsOfAll(outside, isDiagonal ? [] : [...PUBLIC, ...website]),
    ]);
    expect(faults.flat()).toEqual([]);
    await Promise.all([full.close(), empty.close(), outside.close()]);
  }, 300_000);
});
