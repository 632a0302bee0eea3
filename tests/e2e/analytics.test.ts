import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { launchBrowser } from "../fixtures/browser";
import { logIn, stack, visitor, watchFaults } from "./pages";

/** The promise is a second; a busy machine gets some more. */
const LIVE_MS = 3_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const panel = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const chips = (page: Page) =>
  page.getByRole("group", { name: "Filters" }).getByRole("button", { name: /^Remove the filter: / });
const visitors = (page: Page) =>
  page.getByRole("group", { name: /^Totals/ }).getByRole("button", { name: /^Visitors/ });

/** Somebody opens a page of the demo website. */
async function visitPage(path: string): Promise<void> {
  const url = `${stack.sandboxUrl}${path}`;
  const response = await fetch(`${stack.collectorUrl}/e`, {
    method: "POST",
    headers: { "content-type": "text/plain", "user-agent": visitor.userAgent, origin: stack.sandboxUrl },
    body: JSON.stringify({
      k: stack.demo.siteKey,
      i: newId(),
      t: "p",
      u: url,
      s: Date.now(),
      w: 1440,
      l: "en",
    }),
  });
  expect(response.status).toBe(204);
}

async function filterByClicking(page: Page): Promise<void> {
  const all = await visitors(page).innerText();
  await panel(page, "Sources").getByRole("button", { name: "Organic Search", exact: true }).click();
  await panel(page, "Devices").getByRole("tab", { name: "Device", exact: true }).click();
  await panel(page, "Devices").getByRole("button", { name: "Mobile", exact: true }).click();
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("How").selectOption("contains");
  await dialog.getByLabel("Text").fill("CONTACT");
  await page.keyboard.press("Enter");
  await expect.poll(() => chips(page).count()).toBe(3);
  await expect.poll(() => visitors(page).innerText()).not.toBe(all);
}

async function linkKeepsTheScreen(page: Page): Promise<void> {
  await page.getByLabel("Compare with").selectOption("none");
  await page.waitForURL(/compare=off/);
  // Without a comparison there is no change: then all that was asked for last has come.
  await expect.poll(() => visitors(page).innerText()).not.toContain("%");
  const shown = await visitors(page).innerText();
  await page.reload();
  await expect.poll(() => chips(page).count()).toBe(3);
  await expect.poll(() => visitors(page).innerText()).toBe(shown);
  await page.goBack();
  await page.waitForURL((url) => !url.searchParams.has("compare"));
  await page.goBack();
  await expect.poll(() => chips(page).count()).toBe(2);
  await page.getByRole("button", { name: /^Device is Mobile/ }).focus();
  await page.keyboard.press("Delete");
  await expect.poll(() => chips(page).count()).toBe(1);
}

async function numbersInOtherShapes(page: Page): Promise<void> {
  await page.getByLabel("Compare with").selectOption("year");
  await page.waitForURL(/compare=year/);
  await page
    .getByRole("group", { name: /^Totals/ })
    .getByRole("button", { name: /^Bounce rate/ })
    .click();
  await page.getByRole("figure", { name: "Bounce rate by day" }).waitFor();
  await page.getByRole("radio", { name: "Table" }).check();
  const table = page.getByRole("region", { name: "Traffic as a table" });
  await expect.poll(() => table.getByRole("row").count()).toBe(31);
  await panel(page, "Pages").getByRole("button", { name: "Show all" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Search values").fill("pricing");
  await expect.poll(() => dialog.getByRole("row").count()).toBe(2);
  await page.keyboard.press("Escape");
  await page.waitForURL((url) => !url.searchParams.has("all"));
}

test("the report answers by clicking: filters combine, the address keeps the screen, and every number has a table", async () => {
  const context = await browser.newContext();
  const faults = watchFaults(context);
  const page = await context.newPage();
  await logIn(page, stack.demo.email, stack.demo.password);
  await page.goto(`${stack.webUrl}/analytics`);
  await filterByClicking(page);
  await linkKeepsTheScreen(page);
  await numbersInOtherShapes(page);
  await page.locator("[data-country=DE]").first().waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test("a visit shows in the live view within about a second; a goal, archived and brought back, and a funnel count what was there before them", async () => {
  const context = await browser.newContext();
  const faults = watchFaults(context);
  const page = await context.newPage();
  await logIn(page, stack.demo.email, stack.demo.password);
  await page.goto(`${stack.webUrl}/analytics/live`);
  await page.getByText("changes show within a second").waitFor();
  const path = `/site/live-${newId()}`;
  await visitPage(path);
  await page.getByRole("region", { name: "Last events" }).getByText(path).waitFor({ timeout: LIVE_MS });

  await page.goto(`${stack.webUrl}/analytics/goals`);
  await page.getByRole("button", { name: "Add a goal" }).first().click();
  const goal = page.getByRole("dialog");
  await goal.getByLabel("Name", { exact: true }).fill("Contact page seen");
  await goal.getByLabel("Path of the page").fill("/site/contact");
  await goal.getByRole("button", { name: "Add the goal" }).click();
  await expect
    .poll(() => page.getByRole("row", { name: /Contact page seen/ }).innerText())
    .toMatch(/\d[\s\S]*\d(\.\d)?%/);
  await page.getByRole("button", { name: "Archive Contact page seen" }).click();
  await page.getByRole("button", { name: "Bring back Contact page seen" }).click();
  await page.getByRole("row", { name: /Contact page seen/ }).waitFor();

  await page.goto(`${stack.webUrl}/analytics/funnels`);
  await page.getByRole("button", { name: "Add a funnel" }).first().click();
  const funnel = page.getByRole("dialog");
  await funnel.getByLabel("Name", { exact: true }).fill("To the contact page");
  await funnel.getByLabel("Path").nth(0).fill("/site");
  await funnel.getByLabel("Path").nth(1).fill("/site/contact");
  await funnel.getByRole("button", { name: "Add the funnel" }).click();
  const result = page.getByRole("region", { name: "To the contact page" });
  await result.getByText(/took all steps within 1 day: [\d,]+ of [\d,]+ visits/).waitFor();
  await result.getByText(/visits? left here/).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});
