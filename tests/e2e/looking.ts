import AxeBuilder from "@axe-core/playwright";
import type { BrowserContext, Page } from "playwright";
import { stack } from "./pages";

const SIZES = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

/** The rules of axe whose result depends on colours; all others come out the same in either theme. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** Tabs side by side: while one page is being looked at, the server makes the next. */
const LANES = 3;

/** One way to look at a page that is there; the themes and sizes are the style sheet's alone, so that no page has to be loaded anew. */
export interface Look {
  size: keyof typeof SIZES;
  theme: "light" | "dark";
  rules: "all" | "colours";
}

/** Both sizes by all rules, and their other theme by the rules about colours. */
export const EVERY_LOOK: readonly Look[] = [
  { size: "wide", theme: "light", rules: "all" },
  { size: "wide", theme: "dark", rules: "colours" },
  { size: "phone", theme: "dark", rules: "all" },
  { size: "phone", theme: "light", rules: "colours" },
];

async function take(page: Page, { size, theme }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
  await page.setViewportSize(SIZES[size]);
}

/** Waits until a look has been drawn to its end: a colour may take a moment to become another one, however short. */
async function untilDrawn(page: Page, { size, theme }: Look): Promise<void> {
  await page.evaluate(
    async ([query, widthPx]) => {
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      const isTaken = () => matchMedia(query).matches && innerWidth === widthPx;
      do {
        await frame();
        await frame();
      } while (!isTaken() || document.getAnimations().some(({ playState }) => playState === "running"));
    },
    [`(prefers-color-scheme: ${theme})`, SIZES[size].width] as const,
  );
}

/** What axe calls serious or critical, as sentences. */
async function seriousFaults(page: Page, { rules }: Look): Promise<string[]> {
  const isThere = await page.evaluate("typeof window.axe === 'object'");
  // All is on one origin, so axe need not be put together in a second tab; and it need not describe what is in order.
  const axe = new AxeBuilder({ page, ...(isThere ? { axeSource: "void 0" } : {}) }).setLegacyMode().options({
    resultTypes: ["violations"],
    preload: { assets: ["media"] }, // no rule that runs reads the style sheets themselves
  });
  const { violations } = await (rules === "all" ? axe : axe.withRules(COLOUR_RULES)).analyze();
  return violations
    .filter((violation) => violation.impact === "serious" || violation.impact === "critical")
    .map(({ id, nodes }) => {
      const where = nodes.map(({ target, any }) => `${target.join(" ")} (${any[0]?.message ?? "see axe"})`);
      return `${id} at ${where.join(", ")}`;
    });
}

/** Waits until a page shows what it is for, not the shape of what is on its way. */
async function untilReady(page: Page): Promise<void> {
  await page.locator("main").first().waitFor();
  await page.waitForFunction(
    () => document.querySelector("main [aria-busy=true], main .animate-shimmer") === null,
  );
}

/** What is wrong with the page as it stands: serious faults in each look, and whether it is wider than the screen. */
export async function faultsOf(page: Page, looks: readonly Look[]): Promise<string[]> {
  const faults: string[] = [];
  for (const look of looks) {
    await take(page, look);
    await untilDrawn(page, look);
    await untilReady(page); // a chart draws itself anew for another size
    const overflowPx = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    const found = await seriousFaults(page, look);
    if (overflowPx > 0) found.push(`${overflowPx} px wider than the screen`);
    faults.push(...found.map((fault) => `${page.url()} (${look.size}, ${look.theme}): ${fault}`));
  }
  return faults;
}

async function faultsAt(page: Page, address: string, looks: readonly Look[]): Promise<string[]> {
  const url = new URL(address, stack.webUrl);
  if (looks[0]) await take(page, looks[0]);
  await page.goto(url.href);
  await untilReady(page);
  // Another page would be looked at in its place.
  if (new URL(page.url()).pathname !== url.pathname) return [`${address} led to ${page.url()}`];
  return faultsOf(page, looks);
}

/** Opens every address in a browser and looks at it. @returns what is wrong, none when all is well */
export async function lookAt(
  context: BrowserContext,
  addresses: readonly string[],
  looks: readonly Look[],
): Promise<string[]> {
  const left = [...addresses];
  const faults: string[] = [];
  const lane = async () => {
    const page = await context.newPage();
    for (let next = left.shift(); next !== undefined; next = left.shift())
      faults.push(...(await faultsAt(page, next, looks)));
    await page.close();
  };
  await Promise.all(Array.from({ length: Math.min(LANES, addresses.length) }, lane));
  return faults;
}
