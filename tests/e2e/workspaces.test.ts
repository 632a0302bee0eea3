import type { Browser, BrowserContext, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { launchBrowser } from "../fixtures/browser";
import { controlSandbox, type Message } from "../fixtures/sandbox";
import { logIn, registerFromLanding, stack, watchFaults } from "./pages";

const PASSWORD = "correct horse battery";
const sandbox = controlSandbox(stack.sandboxUrl);

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const newAddress = (name: string): string => `${name}-${newId()}@people.example`;

/** The address in a message that leads to a part of the product. */
function linkOf(message: Message, path: string): string {
  const link = message.links.find((one) => new URL(one).pathname.startsWith(path));
  if (!link) throw new Error(`"${message.subject}" has no link to ${path}: ${message.links.join(", ")}`);
  return link;
}

/** Somebody with an account whose address is confirmed, logged in at a browser of their own. */
async function newcomer(name: string): Promise<{ email: string; context: BrowserContext; page: Page }> {
  const email = newAddress(name);
  const context = await browser.newContext();
  const page = await context.newPage();
  await registerFromLanding(page, email, PASSWORD);
  await page.goto(linkOf(await sandbox.inbox(email), "/auth/verify"));
  await page.getByRole("button", { name: "Confirm the address" }).click();
  await page.getByText("Your address is confirmed.").waitFor();
  await page.goto(`${stack.webUrl}/dashboard`);
  return { email, context, page };
}

async function invite(page: Page, email: string, role: string): Promise<string> {
  await page.goto(`${stack.webUrl}/settings/members`);
  await page.getByRole("button", { name: "Invite a person" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail address").fill(email);
  await dialog.getByLabel("Role").selectOption({ label: role });
  await dialog.getByRole("button", { name: "Send the invitation" }).click();
  await page.getByRole("table", { name: "Open invitations" }).getByText(email).waitFor();
  return linkOf(await sandbox.inbox(email, { subject: "invites you" }), "/invite/");
}

async function manage(page: Page, email: string): Promise<void> {
  await page.goto(`${stack.webUrl}/settings/members`);
  await page
    .getByRole("row")
    .filter({ hasText: email })
    .getByRole("button", { name: /^Manage/ })
    .click();
  await page.getByRole("dialog").waitFor();
}

const statusOf = (page: Page, path: string, workspaceId: string): Promise<number> =>
  page.evaluate(
    async ([url, id]) => (await fetch(url ?? "", { headers: { "X-Workspace-Id": id ?? "" } })).status,
    [`/api/v1${path}`, workspaceId],
  );

const workspaceOf = (page: Page): Promise<string> =>
  page.evaluate(() => window.sessionStorage.getItem("ba_workspace") ?? "");

test("a new person joins by the link alone; role change and deactivation work on their next request", async () => {
  const owner = await newcomer("owner");
  const faults = watchFaults(owner.context);
  const email = newAddress("new");
  const link = await invite(owner.page, email, "Admin");

  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel("Your name").fill("Robin Example");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create the account and join" }).click();
  await page.waitForURL(/\/dashboard/);
  const ownerWorkspace = await workspaceOf(owner.page);
  await expect.poll(() => workspaceOf(page)).toBe(ownerWorkspace);

  expect(await statusOf(page, "/audit", ownerWorkspace)).toBe(200);
  await manage(owner.page, email);
  await owner.page.getByRole("dialog").getByLabel("Role").selectOption({ label: "Viewer" });
  await owner.page.getByRole("button", { name: "Save the role" }).click();
  await owner.page.getByRole("row").filter({ hasText: email }).getByText("Viewer").waitFor();
  expect(await statusOf(page, "/audit", ownerWorkspace)).toBe(403);
  await page.goto(`${stack.webUrl}/settings/audit`);
  await page.getByText("Only owners and admins can read the audit log.").waitFor();

  await manage(owner.page, email);
  await owner.page.getByRole("button", { name: "Deactivate" }).click();
  await owner.page.getByRole("row").filter({ hasText: email }).getByText("Deactivated").waitFor();
  expect(await statusOf(page, "/sites", ownerWorkspace)).toBe(404);

  const again = await context.newPage();
  await again.goto(link);
  await again.getByText("This invitation was used already").waitFor();
  expect(faults).toEqual([]);
  await Promise.all([context.close(), owner.context.close()]);
});

test("a person with an account logs in and joins; a wrong person is told; two tabs keep to their workspaces", async () => {
  const owner = await newcomer("host");
  const guest = await newcomer("guest");
  const link = await invite(owner.page, guest.email, "Editor");

  await owner.page.goto(link);
  await owner.page.getByText(`you are logged in as ${owner.email}`).waitFor();

  const fresh = await browser.newContext();
  const page = await fresh.newPage();
  await page.goto(link);
  await page.getByRole("link", { name: "Log in to join" }).click();
  await page.getByLabel("E-mail address").fill(guest.email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL(/\/invite\//);
  await page.getByRole("button", { name: /^Join / }).click();
  await page.waitForURL(/\/dashboard/);
  const joined = await workspaceOf(page);
  expect(joined).toBe(await workspaceOf(owner.page));

  const other = await fresh.newPage();
  await other.goto(`${stack.webUrl}/settings/workspace`);
  await other.getByRole("button", { name: /Workspace:/ }).click();
  await other.getByRole("menuitemradio").filter({ hasText: "owner" }).click();
  await other.waitForURL(/\/dashboard/);
  await expect.poll(() => workspaceOf(other)).not.toBe(joined);
  const own = await workspaceOf(other);
  await other.goto(`${stack.webUrl}/settings/workspace`);
  await other.getByLabel("Name", { exact: true }).fill("Own corner");
  await other.getByRole("button", { name: "Save the changes" }).click();
  await other.getByRole("button", { name: /Own corner/ }).waitFor();

  // The first tab goes on in the workspace it joined, whatever the second one did meanwhile.
  await page.bringToFront();
  await page.goto(`${stack.webUrl}/settings/workspace`);
  await page.getByText("Only owners and admins can change the workspace.").waitFor();
  expect(await workspaceOf(page)).toBe(joined);
  expect(await workspaceOf(other)).toBe(own);
  expect(await page.getByText("Own corner").count()).toBe(0);
  await Promise.all([fresh.close(), owner.context.close(), guest.context.close()]);
});

test("an owner deletes the workspace, is told what follows, and takes it back; a copy is made meanwhile", async () => {
  const owner = await newcomer("closer");
  const { page } = owner;
  await page.goto(`${stack.webUrl}/settings/workspace`);
  await page.getByRole("button", { name: "Delete…" }).click();
  const dialog = page.getByRole("alertdialog");
  const typed = (await dialog.getByText(/^Type .* to confirm$/).innerText()).replace(
    /^Type | to confirm$/g,
    "",
  );
  await dialog.getByRole("textbox").fill(typed);
  await dialog.getByRole("button", { name: "Delete the workspace" }).click();
  await page.getByText(/is closed and will be deleted on/).waitFor();
  await sandbox.inbox(owner.email, { subject: "will be deleted" });
  expect(await statusOf(page, "/sites", await workspaceOf(page))).toBe(409);
  await page.getByRole("button", { name: "Make a copy" }).click();
  await page.getByRole("button", { name: "Download" }).waitFor({ timeout: 30_000 });
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).click();
  expect((await download).suggestedFilename()).toMatch(/\.zip$/);
  await page.getByRole("button", { name: "Restore the workspace" }).click();
  await page.getByText(/is closed and will be deleted on/).waitFor({ state: "detached" });
  expect(await statusOf(page, "/sites", await workspaceOf(page))).toBe(200);
  await owner.context.close();
});

test("an API key is shown once and stops when it is revoked", async () => {
  await logInDemo(async (page) => {
    await page.goto(`${stack.webUrl}/settings/api-keys`);
    await page.getByRole("button", { name: "Make a key" }).first().click();
    const name = `Program ${newId().slice(-6)}`;
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByLabel("Read websites").check();
    await dialog.getByRole("button", { name: "Make the key" }).click();
    const key = (await dialog.getByLabel("The key").innerText()).trim();
    const call = async () =>
      (await fetch(`${stack.webUrl}/api/v1/sites`, { headers: { authorization: `Bearer ${key}` } })).status;
    expect(await call()).toBe(200);
    await dialog.getByRole("button", { name: "I have stored it" }).click();
    await page.getByRole("button", { name: `Revoke ${name}` }).click();
    await page.getByRole("button", { name: "Revoke the key" }).click();
    await page.getByRole("row").filter({ hasText: name }).getByText("Revoked").waitFor();
    expect(await call()).toBe(401);
    expect(await page.content()).not.toContain(key);
  });
});

async function logInDemo(work: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await logIn(page, stack.demo.email, stack.demo.password);
  await work(page);
  await context.close();
}
