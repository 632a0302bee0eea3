import { Secret, TOTP } from "otpauth";
import type { Browser, BrowserContext, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { launchBrowser } from "../fixtures/browser";
import { controlSandbox } from "../fixtures/sandbox";
import { logIn, registerFromLanding, stack, visitor, watchFaults } from "./pages";

const PASSWORD = "correct horse battery";
const OTHER = "a rather different phrase";
const mail = controlSandbox(stack.sandboxUrl);

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const newcomer = () => `account-${newId()}@people.example`;

/** A browser of one's own; at the end it must have had no fault. */
async function withBrowser(work: (page: Page, context: BrowserContext) => Promise<void>): Promise<void> {
  const context = await browser.newContext(visitor);
  const faults = watchFaults(context);
  await work(await context.newPage(), context);
  expect(faults).toEqual([]);
  await context.close();
}

/** The link of the newest message with these words in its subject. */
async function linkFrom(to: string, path: string, subject?: string): Promise<string> {
  const message = await mail.inbox(to, subject ? { subject } : {});
  const link = message.links.find((one) => new URL(one).pathname === path);
  if (!link) throw new Error(`"${message.subject}" has no link to ${path}: ${message.links.join(", ")}`);
  return link;
}

/** Answers the service's page. @param email who signs in, or "deny" */
async function consent(page: Page, email: string): Promise<void> {
  await page.getByRole("heading", { name: /^Sign in with/ }).waitFor();
  if (email === "deny") return page.getByRole("button", { name: "Deny" }).click();
  await page.getByText("Somebody else").click();
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Allow" }).click();
}

test("a newcomer registers, confirms the address from the inbox, and the reminder is gone", () =>
  withBrowser(async (page) => {
    const email = newcomer();
    await registerFromLanding(page, email, PASSWORD);
    await page.getByText(/Confirm your address/).waitFor();
    await page.goto(await linkFrom(email, "/auth/verify"));
    await page.getByRole("button", { name: "Confirm the address" }).click();
    await page.getByText("Your address is confirmed.").waitFor();
    expect(new URL(page.url()).hash).toBe("");
    await page.getByRole("link", { name: "Go on to the product" }).click();
    await page.waitForURL(/\/dashboard/);
    await page.getByRole("button", { name: /^Notifications/ }).waitFor();
    expect(await page.getByText(/Confirm your address/).count()).toBe(0);
  }));

test("a forgotten password is replaced by the link from the inbox, and the old one opens nothing", () =>
  withBrowser(async (page, context) => {
    const email = newcomer();
    await registerFromLanding(page, email, PASSWORD);
    await context.clearCookies();
    await page.goto(`${stack.webUrl}/auth/login`);
    await page.getByRole("link", { name: "Forgot your password?" }).click();
    await page.waitForURL(/\/auth\/forgot-password/);
    await page.getByLabel("E-mail address").fill(email);
    await page.getByRole("button", { name: "Send the link" }).click();
    await page.getByText(/a message is on its way/).waitFor();
    await page.goto(await linkFrom(email, "/auth/reset-password", "password"));
    await page.getByLabel("New password", { exact: true }).fill("qwertyuiop");
    await page.getByRole("button", { name: "Set the password" }).click();
    await page
      .getByText(/among the first that are tried/)
      .first()
      .waitFor();
    await page.getByLabel("New password", { exact: true }).fill(OTHER);
    await page.getByRole("button", { name: "Set the password" }).click();
    await page.getByText("Your new password is set").waitFor();
    await page.getByRole("link", { name: "Log in" }).click();
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Log in" }).click();
    await page
      .getByText(/is not right/)
      .first()
      .waitFor();
    await logIn(page, email, OTHER);
  }));

test("Google: a no is a sentence, a yes makes an account and finds it again", () =>
  withBrowser(async (page, context) => {
    const email = newcomer();
    await page.goto(`${stack.webUrl}/auth/register`);
    await page.getByRole("button", { name: /Continue with Google/ }).click();
    await consent(page, "deny");
    await page.getByText(/You did not allow Google/).waitFor();
    await page.getByRole("button", { name: /Continue with Google/ }).click();
    await consent(page, email);
    await page.waitForURL(/\/dashboard/);
    await context.clearCookies();
    await page.goto(`${stack.webUrl}/auth/login?next=/settings/profile`);
    await page.getByRole("button", { name: /Continue with Google/ }).click();
    await consent(page, email);
    await page.waitForURL(/\/settings\/profile/);
    await page.getByText(`Connected as ${email}`).waitFor();
    await page.getByRole("button", { name: "Disconnect Google" }).click();
    await page.getByText(/your only way to sign in/).waitFor();
  }));

/** Signs in with a service, for the first time or again. */
async function comeWith(page: Page, service: "Google" | "LinkedIn", email: string): Promise<void> {
  await page.goto(`${stack.webUrl}/auth/login`);
  await page.getByRole("button", { name: `Continue with ${service}` }).click();
  await consent(page, email);
  await page.waitForURL(/\/dashboard/);
}

test("LinkedIn opens the account that has the same confirmed address, and is connected to it", () =>
  withBrowser(async (page, context) => {
    const email = newcomer();
    await comeWith(page, "Google", email);
    await context.clearCookies();
    await comeWith(page, "LinkedIn", email);
    await page.goto(`${stack.webUrl}/settings/profile`);
    await expect.poll(() => page.getByText(`Connected as ${email}`).count()).toBe(2);
    await mail.inbox(email, { subject: "how you sign in" });
    await page.getByRole("button", { name: "Disconnect LinkedIn" }).click();
    // Connected again by hand, under another address there.
    await page.getByRole("button", { name: "Connect LinkedIn" }).click();
    await page.getByRole("button", { name: "Go on to LinkedIn" }).click();
    await consent(page, newcomer());
    await page.getByText("LinkedIn is connected.", { exact: false }).waitFor();
  }));

test("the second factor: set up with a code, asked at the next log-in, a recovery code opens too", () =>
  withBrowser(async (page, context) => {
    const email = newcomer();
    await registerFromLanding(page, email, PASSWORD);
    await page.goto(`${stack.webUrl}/settings/security`);
    await page.getByRole("button", { name: "Set it up" }).click();
    await page.getByLabel("Current password").fill(PASSWORD);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByAltText("QR code of the key").waitFor();
    const secret = (await page.locator("code").first().innerText()).trim();
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    await page.getByLabel("Code").fill(totp.generate());
    await page.getByRole("button", { name: "Switch it on" }).click();
    await page.getByRole("button", { name: "I have kept them" }).waitFor();
    const codes = await page
      .getByRole("list", { name: "Recovery codes" })
      .getByRole("listitem")
      .allInnerTexts();
    expect(codes).toHaveLength(10);
    await page.getByRole("button", { name: "I have kept them" }).click();
    const begin = async (next: string) => {
      await context.clearCookies();
      await page.goto(`${stack.webUrl}/auth/login?next=${next}`);
      await page.getByLabel("E-mail address").fill(email);
      await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
      await page.getByRole("button", { name: "Log in" }).click();
      await page.getByRole("heading", { name: "One more step" }).waitFor();
    };
    await begin("/crm/contacts");
    await page.goto(`${stack.webUrl}/dashboard`);
    await page.getByRole("heading", { name: "One more step" }).waitFor();
    await begin("/crm/contacts");
    await page.getByLabel("Code").fill("000000");
    await page.getByRole("button", { name: "Log in" }).click();
    await page
      .getByText(/This code is not right/)
      .first()
      .waitFor();
    // The next step's code: the one of the set-up was used.
    await page.getByLabel("Code").fill(totp.generate({ timestamp: Date.now() + 30_000 }));
    await page.getByRole("button", { name: "Log in" }).click();
    await page.waitForURL(/\/crm\/contacts/);
    await begin("/settings/security");
    await page.getByLabel("Code").fill(codes[0] ?? "");
    await page.getByRole("button", { name: "Log in" }).click();
    await page.waitForURL(/\/settings\/security/);
    await page.getByText("9 recovery codes are left.").waitFor();
  }));

test("another address counts once its own link is taken, and the old one is told", () =>
  withBrowser(async (page) => {
    const [email, next] = [newcomer(), newcomer()];
    await registerFromLanding(page, email, PASSWORD);
    await page.goto(`${stack.webUrl}/settings/profile`);
    const form = page.locator("section", { has: page.getByRole("heading", { name: "E-mail address" }) });
    await form.getByLabel("New address").fill(next);
    await form.getByLabel("Current password").fill("not the password");
    await form.getByRole("button", { name: "Send the link" }).click();
    await form.getByText("This is not your current password.").first().waitFor();
    expect(await form.getByLabel("New address").inputValue()).toBe(next);
    await form.getByLabel("Current password").fill(PASSWORD);
    await form.getByRole("button", { name: "Send the link" }).click();
    await form.getByText(/A link is on its way/).waitFor();
    await page.goto(await linkFrom(next, "/auth/confirm-email"));
    await page.getByRole("button", { name: "Use this address" }).click();
    await page.getByText("Your account has its new address.").waitFor();
    await mail.inbox(email, { subject: "address" });
    await logIn(page, next, PASSWORD);
  }));

test("a session that is ended on one device is refused at the next step on the other", () =>
  withBrowser((page) =>
    withBrowser(async (elsewhere) => {
      const email = newcomer();
      await comeWith(page, "Google", email);
      await comeWith(elsewhere, "Google", email);
      await page.goto(`${stack.webUrl}/settings/security`);
      await page.getByRole("button", { name: /^Log out Chrome/ }).click();
      await page.getByRole("button", { name: /^Log out Chrome/ }).waitFor({ state: "detached" });
      await elsewhere.goto(`${stack.webUrl}/settings/profile`);
      await elsewhere.waitForURL(/\/auth\/login/);
      await page.reload();
      await page.getByText("This device").waitFor();
    }),
  ));
