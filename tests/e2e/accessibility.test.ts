import type { Browser, BrowserContext } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../fixtures/browser";
import { EVERY_LOOK, lookAt, type Look } from "./looking";
import {
  addressesFor,
  DOCS_PAGES,
  faultsOfTheList,
  LONGEST_DOCS_PAGE,
  REDIRECTS,
  SITE_TABS,
  staticAddressesFor,
  type Subjects,
} from "./page-list";
import { makeHomeless, makeNewcomer, makePending, subjectsOf } from "./page-subjects";
import { logIn, stack, visitor } from "./pages";

// What is checked: every page.tsx of app/ (and the demo's website), that it is not wider than the screen and has nothing that
// axe calls serious or critical.
// - The pages of the product in the demo's full workspace: at 1440 and 390 px, in both themes.
// - The same in an empty workspace, wide in the light theme and on a phone in the dark one.
// - The pages outside, wide in the dark theme and on a phone in the light one.
// All rules run at each size; where a second theme follows on the same page, the rules about colours.
const LIGHT_THEN_DARK: readonly Look[] = [
  { size: "wide", theme: "light", rules: "all" },
  { size: "phone", theme: "dark", rules: "all" },
];
const DARK_THEN_LIGHT: readonly Look[] = [
  { size: "wide", theme: "dark", rules: "all" },
  { size: "phone", theme: "light", rules: "all" },
];
const LONG_MS = 200_000;

let browser: Browser;
let owner: BrowserContext;
let subjects: Subjects;
beforeAll(async () => {
  browser = await launchBrowser();
  owner = await browser.newContext();
  const page = await owner.newPage();
  await logIn(page, stack.demo.email, stack.demo.password);
  await page.close();
  subjects = await subjectsOf(owner);
});
afterAll(() => browser.close());

test("the list of pages names every page there is, and every tab of a website's settings", async () => {
  expect(faultsOfTheList()).toEqual([]);
  const page = await owner.newPage();
  await page.goto(`${stack.webUrl}/settings/sites/${subjects.siteId}`);
  const tabs = page.getByRole("tablist", { name: "Settings of this website" }).getByRole("tab");
  expect((await tabs.allInnerTexts()).map((label) => label.toLowerCase())).toEqual([...SITE_TABS]);
  for (const [from, to] of Object.entries(REDIRECTS)) {
    await page.goto(`${stack.webUrl}${from}`);
    await page.waitForURL(`${stack.webUrl}${to}`);
  }
  await page.close();
});

/** The kinds of elements on a page: each tag with its classes, which give it its looks. */
async function kindsOn(path: string): Promise<Set<string>> {
  const html = await (await owner.request.get(`${stack.webUrl}${path}`)).text();
  const tags = html.replace(/<script[\s\S]*?<\/script>/g, "").matchAll(/<([a-z0-9]+)((?:\s[^>]*)?)>/g);
  return new Set(
    [...tags].map(([, tag, rest]) => `${tag ?? ""}.${/class="([^"]*)"/.exec(rest ?? "")?.[1] ?? ""}`),
  );
}

test("the pages about the API that are looked at have every kind of element of the longest one", async () => {
  const longest = await kindsOn(LONGEST_DOCS_PAGE);
  expect(longest.size).toBeGreaterThan(50);
  const seen = new Set((await Promise.all(DOCS_PAGES.map(kindsOn))).flatMap((kinds) => [...kinds]));
  expect([...longest].filter((kind) => !seen.has(kind))).toEqual([]);
});

test(
  "nothing serious on any page of a full workspace",
  async () => {
    expect(await lookAt(owner, addressesFor("member", subjects), EVERY_LOOK)).toEqual([]);
  },
  LONG_MS,
);

test(
  "nothing serious on any page of an empty workspace",
  async () => {
    const empty = await makeNewcomer(browser, {});
    expect(await lookAt(empty, staticAddressesFor("member"), LIGHT_THEN_DARK)).toEqual([]);
    await empty.close();
  },
  LONG_MS,
);

test(
  "nothing serious on any page outside, nor on the demo's website",
  async () => {
    const outside = await browser.newContext(visitor);
    const website = ["/", "/mail", "/site", "/site/contact", "/site/project"].map(
      (path) => `${stack.sandboxUrl}${path}`,
    );
    const addresses = [...addressesFor("outsider", subjects), "/nowhere", ...website];
    expect(await lookAt(outside, addresses, DARK_THEN_LIGHT)).toEqual([]);
    await outside.close();
  },
  LONG_MS,
);

test("nothing serious on the pages between two steps", async () => {
  const [pending, homeless] = [await browser.newContext(), await browser.newContext()];
  await Promise.all([makePending(pending), makeHomeless(homeless, owner)]);
  expect(await lookAt(pending, addressesFor("pending", subjects), EVERY_LOOK)).toEqual([]);
  expect(await lookAt(homeless, addressesFor("homeless", subjects), EVERY_LOOK)).toEqual([]);
  await Promise.all([pending.close(), homeless.close()]);
});
