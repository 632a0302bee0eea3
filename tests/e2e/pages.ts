import type { BrowserContext, Page } from "playwright";
import { sharedStack } from "../fixtures/stack";

export const stack = sharedStack();

/** What a visitor's own browser says of itself; without it the automation would rightly be counted as a bot. */
const VISITOR_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/** Settings of a browser context that stands for a visitor of a tracked website. */
export const visitor = { userAgent: VISITOR_AGENT, locale: "en-GB" } as const;

/** Collects what a page complains of: errors of scripts, refused loads, answers of 500 and above. */
export function watchFaults(context: BrowserContext): string[] {
  const faults: string[] = [];
  context.on("weberror", (error) => faults.push(error.error().message));
  context.on("console", (message) => {
    // The browser logs each refused call as an error; refusals are checked where a test expects them.
    if (message.type() === "error" && !/Failed to load resource/.test(message.text()))
      faults.push(message.text());
  });
  context.on("response", (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`);
  });
  return faults;
}

/** Registers through the landing page's short sign-up, as a newcomer does. */
export async function registerFromLanding(page: Page, email: string, password: string): Promise<void> {
  await page.goto(stack.webUrl);
  await page.getByLabel("E-mail address").first().fill(email);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/auth\/register/);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create the account" }).click();
  await page.waitForURL(/\/dashboard/);
}

/** Logs in through the form. */
export async function logIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto(`${stack.webUrl}/auth/login`);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL(/\/dashboard/);
}
