import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import AxeBuilder from "@axe-core/playwright";
import { createTransport } from "nodemailer";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../fixtures/browser";
import { type OwnSandbox, startSandbox } from "../fixtures/sandbox";

// The sandbox's own pages, on a sandbox of their own; in the product's place stands a server that answers everything.
let product: Server;
let appUrl: string;
let sandbox: OwnSandbox;
let browser: Browser;
let messageId: string;

beforeAll(async () => {
  product = createServer((request, response) => response.end(`The product at ${request.url}`));
  product.listen(0, "127.0.0.1");
  await once(product, "listening");
  appUrl = `http://127.0.0.1:${(product.address() as AddressInfo).port}`;
  sandbox = await startSandbox(appUrl);
  browser = await launchBrowser();
  const mailer = createTransport(sandbox.smtpUrl);
  await mailer.sendMail({
    from: "Brand Automator <no-reply@brand-automator.example>",
    to: "somebody.with.a.long.address@a.long.name.of.a.company.example.com",
    subject: "Verify your address for a workspace with a rather long name",
    text: `Follow ${appUrl}/verify-email?token=${"token".repeat(12)}`,
    html: `<p><a href="${appUrl}/verify-email?token=1">Verify</a></p><p><a target="_blank" href="${appUrl}/help">Help</a></p><script>document.body.innerHTML = "ran"</script>`,
  });
  mailer.close();
  messageId = (await sandbox.messages())[0]?.id ?? "";
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
  product.close();
});

const authorizeUrl = (more: Record<string, string> = {}): string =>
  `${sandbox.baseUrl}/google/o/oauth2/v2/auth?${new URLSearchParams({
    client_id: sandbox.env["GOOGLE_CLIENT_ID"] ?? "",
    redirect_uri: `${appUrl}/api/auth/callback/google`,
    response_type: "code",
    scope: "openid email profile",
    state: "the-state",
    ...more,
  })}`;

async function open(url: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(url);
  return page;
}

describe.each([
  { size: { width: 1440, height: 900 }, colorScheme: "light" as const },
  { size: { width: 390, height: 844 }, colorScheme: "dark" as const },
])("at $size.width, $colorScheme", ({ size, colorScheme }) => {
  test("every page fits, reads and complains of nothing", async () => {
    const context = await browser.newContext({ viewport: size, colorScheme });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    for (const url of [
      sandbox.baseUrl,
      `${sandbox.baseUrl}/mail`,
      `${sandbox.baseUrl}/mail/view/${messageId}`,
      authorizeUrl(),
      authorizeUrl({ login_hint: "somebody@example.com" }),
    ]) {
      await page.goto(url);
      const { violations } = await new AxeBuilder({ page }).exclude("iframe").analyze();
      expect(violations.map(({ id, nodes }) => [url, id, nodes.map(({ html }) => html)])).toEqual([]);
      const overflowPx = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([url, overflowPx]).toEqual([url, 0]);
    }
    // Of the message, whose script is refused, and of axe, which looks into every frame.
    expect(complaints.filter((text) => !/script|frame/i.test(text))).toEqual([]);
    await context.close();
  });
});

test("a person follows the link in a message out of its frame, where no script has run", async () => {
  const page = await open(`${sandbox.baseUrl}/mail`);
  await page.getByRole("link", { name: /Verify your address/ }).click();
  const frame = page.frameLocator("iframe");
  expect(await frame.locator("body").innerText()).not.toContain("ran");
  const [help] = await Promise.all([page.waitForEvent("popup"), frame.getByText("Help").click()]);
  await help.waitForURL(`${appUrl}/help`);
  await frame.getByText("Verify").click();
  await page.waitForURL(`${appUrl}/verify-email?token=1`);
  await page.close();
});

test("a person allows by keyboard alone, as somebody of their choice", async () => {
  const page = await open(authorizeUrl());
  await page.getByLabel(/Ada Fieldmouse/).focus();
  await page.keyboard.press("ArrowUp"); // from the first to the last: somebody else
  await page.keyboard.press("Tab");
  await page.keyboard.type("chosen@example.com");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${appUrl}/**`);
  expect(new URL(page.url()).searchParams.get("code")).toBeTruthy();
  await page.close();
});

test("a person denies", async () => {
  const page = await open(authorizeUrl());
  await page.getByRole("button", { name: "Deny" }).click();
  await page.waitForURL(`${appUrl}/**`);
  expect(new URL(page.url()).searchParams.get("error")).toBe("access_denied");
  await page.close();
});

test("a page of the product can neither steer the sandbox nor read from it", async () => {
  const page = await open(appUrl);
  const outcomes = await page.evaluate(async (baseUrl) => {
    const attempt = (path: string, init?: RequestInit): Promise<string> =>
      fetch(baseUrl + path, init).then(
        () => "answered",
        () => "refused",
      );
    return [
      await attempt("/__control/ledger"),
      await attempt("/mail/messages"),
      await attempt("/__control/reset", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: "{}",
      }),
      // This one leaves the browser unseen; the sandbox must refuse it.
      await attempt("/__control/reset", { method: "POST", mode: "no-cors", body: "{}" }),
    ];
  }, sandbox.baseUrl);
  expect(outcomes).toEqual(["refused", "refused", "refused", "answered"]);
  expect(await sandbox.messages()).toHaveLength(1);
  await page.close();
});

test("a person deletes all messages", async () => {
  const page = await open(`${sandbox.baseUrl}/mail`);
  await page.getByRole("button", { name: "Delete all" }).click();
  await page.getByText("No messages yet").waitFor();
  expect(await sandbox.messages()).toEqual([]);
  await page.close();
});
