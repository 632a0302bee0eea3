import { Secret, TOTP } from "otpauth";
import type { Browser, BrowserContext, Page } from "playwright";
import { newId } from "@/lib/ids";
import { controlSandbox } from "../fixtures/sandbox";
import type { Subjects } from "./page-list";
import { registerFromLanding, stack } from "./pages";

const PASSWORD = "correct horse battery";

type Method = "GET" | "POST";

/** A call of the API with the cookies of a browser. @throws Error with the answer when it is refused */
async function call<T>(context: BrowserContext, method: Method, path: string, data?: object): Promise<T> {
  const answer = await context.request.fetch(`${stack.webUrl}/api/v1${path}`, {
    method,
    headers: { origin: stack.webUrl },
    ...(data ? { data } : {}),
  });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}

const firstOf = async (context: BrowserContext, list: string): Promise<string> => {
  const { items } = await call<{ items: { id: string }[] }>(context, "GET", `/${list}`);
  if (!items[0]) throw new Error(`The demo has no ${list}.`);
  return items[0].id;
};

async function shareTokenOf(context: BrowserContext, siteId: string, more: object): Promise<string> {
  const input = { name: `Everybody ${newId()}`, ...more };
  const { url } = await call<{ url: string }>(context, "POST", `/sites/${siteId}/share-links`, input);
  return new URL(url).pathname.split("/").at(-1) ?? "";
}

/** Invites an address into the workspace of a browser. @returns the token of the link that was mailed */
async function invite(context: BrowserContext, email: string): Promise<string> {
  const me = await call<{ workspaceId: string }>(context, "GET", "/me");
  await call(context, "POST", `/tenants/${me.workspaceId}/users/invite`, { email, role: "viewer" });
  const { links } = await controlSandbox(stack.sandboxUrl).inbox(email, { subject: "invites you" });
  const link = links.find((one) => new URL(one).pathname.startsWith("/invite/"));
  return new URL(link ?? stack.webUrl).pathname.split("/").at(-1) ?? "";
}

/** Finds and makes what the addresses of pages name. @param owner a browser in which the demo's owner is logged in */
export async function subjectsOf(owner: BrowserContext): Promise<Subjects> {
  const siteId = await firstOf(owner, "sites");
  return {
    siteId,
    requestId: await firstOf(owner, "requests"),
    contactId: await firstOf(owner, "contacts"),
    shareToken: await shareTokenOf(owner, siteId, {}),
    lockedShareToken: await shareTokenOf(owner, siteId, { password: PASSWORD }),
    invitationToken: await invite(owner, `invited-${newId()}@people.example`),
  };
}

/** Logs somebody new in at a browser, whom an invitation brought and who has not joined yet. */
export async function makeHomeless(context: BrowserContext, owner: BrowserContext): Promise<void> {
  const email = `homeless-${newId()}@people.example`;
  const invitationToken = await invite(owner, email);
  await call(context, "POST", "/auth/register", { email, password: PASSWORD, invitationToken });
  await enter(await context.newPage(), email, /\/auth\/no-workspace/);
}

/** Fills in the log-in form, and waits for the page it leads to. */
async function enter(page: Page, email: string, target: RegExp): Promise<void> {
  await page.goto(`${stack.webUrl}/auth/login`);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL(target);
}

/** Gets a browser to where the code of the second factor is asked for. */
export async function makePending(context: BrowserContext): Promise<void> {
  const email = `pending-${newId()}@people.example`;
  const page = await context.newPage();
  await registerFromLanding(page, email, PASSWORD);
  const proof = { currentPassword: PASSWORD };
  const { secret } = await call<{ secret: string }>(context, "POST", "/account/second-factor", proof);
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  await call(context, "POST", "/account/second-factor/confirm", { code });
  await context.clearCookies();
  await enter(page, email, /\/auth\/second-factor/);
}

/** Logs somebody new in at a browser, in a workspace with nothing in it. */
export async function makeNewcomer(browser: Browser, settings: object): Promise<BrowserContext> {
  const context = await browser.newContext(settings);
  await registerFromLanding(await context.newPage(), `empty-${newId()}@people.example`, PASSWORD);
  return context;
}
