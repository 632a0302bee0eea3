import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { launchBrowser } from "../fixtures/browser";
import { registerFromLanding, stack, visitor, watchFaults } from "./pages";

const PASSWORD = "correct horse battery";
const FRESH_MS = 3_000;
const sandbox = new URL(stack.sandboxUrl);

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function addWebsite(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Add your website" }).first().click();
  await page.getByLabel("Domain").fill(sandbox.hostname);
  await page.getByRole("button", { name: "Add the website" }).click();
  await page.waitForURL(/\/settings\/sites\/[0-9a-f-]{36}/);
  const line = await page.getByLabel("One line for every page").last().innerText();
  expect(line).toContain(`<script defer src="${stack.collectorUrl}/t.js"`);
  return /data-site="([^"]+)"/.exec(line)?.[1] ?? "";
}

async function addForm(page: Page): Promise<string> {
  await page.goto(`${stack.webUrl}/crm/forms`);
  await page.getByRole("button", { name: "Add a form" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Contact page");
  await dialog.getByLabel("Website").selectOption({ label: sandbox.hostname });
  const made = page.waitForResponse(
    (response) => response.url().endsWith("/api/v1/forms") && response.request().method() === "POST",
  );
  await dialog.getByRole("button", { name: "Add the form" }).click();
  const { formKey } = (await (await made).json()) as { formKey: string };
  return formKey;
}

async function sendContactForm(visit: Page, sender: string): Promise<void> {
  await visit
    .getByRole("link", { name: /contact/i })
    .first()
    .click();
  await visit.waitForURL(/\/site\/contact/);
  await visit.getByLabel(/name/i).first().fill("Robin Example");
  await visit.getByLabel(/e-?mail/i).fill(sender);
  await visit.getByLabel(/message/i).fill("Could you look at our website?");
  // A person needs a moment to fill in a form; what is faster is taken for a program.
  await visit.waitForFunction(() => performance.now() > 2_500);
  await visit.getByRole("button", { name: /send/i }).click();
  await visit.getByText(/thank/i).first().waitFor();
}

test("a newcomer registers, names a website, sees the first visit within 3 s and its request with the visit; another workspace sees none of it", async () => {
  const owner = await browser.newContext();
  const faults = watchFaults(owner);
  const page = await owner.newPage();
  await registerFromLanding(page, `newcomer-${newId()}@people.example`, PASSWORD);
  const siteKey = await addWebsite(page);
  const formKey = await addForm(page);
  await page.goto(`${stack.webUrl}/analytics`);
  await page.getByText(/ready to count/i).waitFor();

  // A visitor on the website, in a browser of their own.
  const outside = await browser.newContext(visitor);
  const visit = await outside.newPage();
  const counted = visit.waitForResponse((response) => response.url() === `${stack.collectorUrl}/e`);
  await visit.goto(
    `${stack.sandboxUrl}/site?site=${siteKey}&form=${formKey}&utm_source=spring-letter&utm_medium=email`,
  );
  expect((await counted).status()).toBe(204);
  const seenAtMs = performance.now();
  await page.getByRole("tab", { name: "Source" }).click();
  await page.getByText("spring-letter").first().waitFor({ timeout: FRESH_MS });
  expect(performance.now() - seenAtMs).toBeLessThan(FRESH_MS);

  const sender = `robin-${newId()}@people.example`;
  await sendContactForm(visit, sender);
  await page.goto(`${stack.webUrl}/crm/requests`);
  await page.getByRole("link", { name: "Robin Example" }).first().click();
  await page.waitForURL(/\/crm\/requests\/[0-9a-f-]{36}/);
  const requestUrl = page.url();
  await page.getByText("Could you look at our website?").first().waitFor();
  await expect
    .poll(async () => (await page.reload(), page.getByText("spring-letter").count()), { timeout: 15_000 })
    .toBeGreaterThan(0);
  await page.getByText("/site/contact").first().waitFor();
  await page.getByRole("button", { name: /notification/i }).click();
  await page
    .getByText(/Robin Example/)
    .last()
    .waitFor();

  // Somebody else, in a workspace of their own.
  const stranger = await browser.newContext();
  const other = await stranger.newPage();
  await registerFromLanding(other, `stranger-${newId()}@people.example`, PASSWORD);
  await other.goto(`${stack.webUrl}/crm/requests`);
  await other
    .getByText(/no request yet/i)
    .first()
    .waitFor();
  expect(await other.getByText("Robin Example").count()).toBe(0);
  await other.goto(`${stack.webUrl}/analytics`);
  expect(await other.getByText("spring-letter").count()).toBe(0);
  await other.goto(requestUrl);
  await other
    .getByText(/no such request|not found|not in this workspace/i)
    .first()
    .waitFor();
  expect(await other.getByText("Robin Example").count()).toBe(0);

  expect(faults).toEqual([]);
  await Promise.all([owner.close(), outside.close(), stranger.close()]);
});
