import { brotliCompressSync } from "node:zlib";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ensureChromium } from "../../../scripts/lib/chromium.mjs";
import { trackerText } from "../../../scripts/lib/build.mjs";
import { TrackedSite } from "../../fixtures/tracked-site";

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
const SOON = { timeout: 10_000 };

const tag = (more = ""): string =>
  `<!doctype html><title>Shop</title><script defer src="{collector}/some/path/t.js" data-site="{key}"${more}></script>`;

// Stands for a page of Next: one listener at the root prevents the link's default and changes the address itself.
const ROUTER = `<div id="app" style="height:3000px"><a id="next" href="/spa/two" data-ba-event="Next page" data-ba-event-plan-name="pro"><b>Next</b></a>
  <input id="note"></div><script>
  window.state = { clicks: 0 };
  document.getElementById("app").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    state.clicks += 1;
    history.pushState({}, "", link.href);
  });</script>`;

const site = new TrackedSite({
  "/": `${tag()}<a id="home" href="/other">Other</a>
    <form action="/api/forms/abc" method="post" name="contact"><input name="email" value="a@b.example"><input name="name" value="x"><button>Send</button></form>`,
  "/links": `${tag()}<a id="out" href="http://localhost:1/shop?secret=1#x">out</a>
    <a id="new" target="_blank" href="http://localhost:1/new">new tab</a>
    <a id="file" href="/files/price-list.PDF?v=2">file</a><a id="download" download href="/export">download</a>
    <a id="mail" href="mailto:me@shop.example">mail</a><a id="tel" href="tel:+49301234">tel</a>
    <a id="own" href="/other">own</a><button id="buy" data-ba-event="Buy" data-ba-event-sku="A 1"><i>Buy</i></button>
    <form id="search" data-ba-event="Searched" action="/found"><input name="q" value="my secret"><input name="id" value="7"><button id="go">Go</button></form>
    <script>document.addEventListener("click", (event) => {
      window.prevented = event.defaultPrevented;
      const { id } = event.target.closest("a,button");
      if (id === "go" || id === "own") return;
      event.preventDefault();
    });</script>`,
  "/spa": tag() + ROUTER,
  "/hash":
    tag(" data-hash") +
    `<a id="route" href="#/prices?token=secret">prices</a><a id="jump" href="#part">jump</a>`,
  "/missing": tag(),
  "/marked": `${tag()}<main data-404>Not here</main>`,
  "/early": `<script>window.ba=window.ba||function(){(ba.q=ba.q||[]).push(arguments)};ba("event","Early",{step:1})</script>${tag()}`,
  "/twice": tag() + tag().replace("<!doctype html>", ""),
  "/rules": `${tag()}<script type="speculationrules">{"prerender":[{"source":"list","urls":["/ahead"],"eagerness":"immediate"}]}</script>`,
  "/ahead": `<script>window.wasAhead = document.prerendering</script>${tag()}`,
});

let browser: Browser;
beforeAll(async () => {
  await site.start();
  const flags = process.getuid?.() === 0 ? ["--no-sandbox", "--disable-gpu"] : ["--disable-gpu"];
  browser = await chromium.launch({
    executablePath: (await ensureChromium()) ?? undefined,
    args: [...flags, "--disable-blink-features=AutomationControlled"],
    // These tests are about it.
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
  });
}, 120_000);
afterAll(async () => {
  await browser.close();
  site.stop();
});
beforeEach(() => site.reset());

const contexts: BrowserContext[] = [];
const newContext = async (): Promise<BrowserContext> => {
  const context = await browser.newContext({ userAgent: CHROME });
  contexts.push(context);
  return context;
};
beforeEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

async function open(path = "/", init?: string): Promise<Page> {
  const context = await newContext();
  if (init) await context.addInitScript(init);
  const page = await context.newPage();
  await page.goto(site.origin + path);
  return page;
}

/** Until a page view has arrived, so that what follows is not mixed with it. */
const viewed = (count = 1) => expect.poll(() => site.views.length, SOON).toBe(count);
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const seen = () => site.events.filter((event) => event.t === "v");

describe("the script and page views", () => {
  test("is at most 2,048 bytes compressed", async () => {
    expect(brotliCompressSync(await trackerText()).length).toBeLessThanOrEqual(2_048);
  });

  test("a page view: known fields of the address only, a uuidv7, plain text, no cookie, no automation mark", async () => {
    await open(
      "/a?utm_source=letter&utm_id=7&gclid=secret&MSCLKID=x&ScCid=y&rdt_cid=z&ref=hn&ba_l=spring&reference=no&email=me@home.example#part",
    );
    await viewed();
    expect(site.views).toEqual([
      "/a?utm_source=letter&utm_id=7&gclid=1&MSCLKID=1&ScCid=1&rdt_cid=1&ref=hn&ba_l=spring",
    ]);
    expect(site.events[0]).toMatchObject({
      k: site.key,
      i: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    });
    expect(site.events[0]).not.toHaveProperty("b");
    expect(site.events[0]).not.toHaveProperty("c");
    expect(site.received[0]).toMatchObject({
      cookie: "",
      contentType: expect.stringMatching(/^text\/plain/),
    });
  });

  test("single-page routes: pushState, replaceState with another path, back; not the same address again", async () => {
    const page = await open("/start");
    await page.evaluate(() => {
      history.pushState({}, "", "/one");
      history.replaceState({ a: 1 }, "", "/one?filter=x");
      history.pushState({}, "", "/one?filter=x");
      history.replaceState({}, "", "/two");
    });
    await page.goBack();
    await expect.poll(() => site.views, SOON).toEqual(["/start", "/one", "/two", "/one"]);
    expect(site.events[1]?.["r"]).toBe(`${site.origin}/start`);
  });

  test("a router's link with a data attribute keeps the page and its state; the event and the view arrive", async () => {
    const page = await open("/spa");
    await viewed();
    await page.fill("#note", "half a sentence");
    await page.click("#next b");
    await expect.poll(() => site.views, SOON).toEqual(["/spa", "/spa/two"]);
    expect(site.custom).toEqual([["Next page", { "plan-name": "pro" }]]);
    expect(await page.evaluate<number>("state.clicks")).toBe(1);
    expect(await page.inputValue("#note")).toBe("half a sentence");
  });

  test("data-hash: routes are pages, without what follows a question mark; a jump within the page is none", async () => {
    const page = await open("/hash");
    await viewed();
    await page.click("#route");
    await viewed(2);
    expect(site.views).toEqual(["/hash", "/hash#/prices"]);
    const plain = await open("/");
    await plain.evaluate(() => (location.hash = "#/prices"));
    await viewed(3);
    await rest(200);
    expect(site.views).toEqual(["/hash", "/hash#/prices", "/"]);
  });

  test("coming back from the back-forward cache is a page view of its own", async () => {
    const page = await open("/first");
    await viewed();
    await page.goto(`${site.origin}/second`);
    await viewed(2);
    await page.evaluate("history.back()");
    await viewed(3);
    expect(site.views).toEqual(["/first", "/second", "/first"]);
    expect(new Set(site.events.map((event) => event.i)).size).toBe(site.events.length);
    // It was that cache: the page was not asked for again.
    expect(site.pagesAsked.filter((path) => path === "/first")).toHaveLength(1);
  });

  test("a page that is rendered ahead is counted when it is shown, not before", async () => {
    const page = await open("/rules");
    await viewed();
    await expect.poll(() => site.pagesAsked, SOON).toContain("/ahead prefetch;prerender");
    await rest(1_000);
    expect(site.views).toEqual(["/rules"]);
    await page.evaluate("location.href = '/ahead'");
    await expect.poll(() => site.views, SOON).toEqual(["/rules", "/ahead"]);
    expect(site.pagesAsked.filter((path) => path.startsWith("/ahead"))).toHaveLength(1);
  });

  test("rendered ahead, by the browser's own flag: calls wait for the moment the page is shown", async () => {
    const page = await open(
      "/ahead",
      "Object.defineProperty(Document.prototype, 'prerendering', { configurable: true, value: true })",
    );
    await page.evaluate(`ba("event", "Waits")`);
    await rest(300);
    expect([await page.evaluate("window.wasAhead"), site.events.length]).toEqual([true, 0]);
    await page.evaluate("document.dispatchEvent(new Event('prerenderingchange', { bubbles: true }))");
    await expect
      .poll(() => site.events.map((event) => event.n ?? event.t).sort(), SOON)
      .toEqual(["Waits", "p"]);
  });

  test("the line twice on a page counts once, and calls before the script has come are not lost", async () => {
    await open("/twice");
    await open("/early");
    await expect.poll(() => site.custom, SOON).toEqual([["Early", { step: 1 }]]);
    await rest(200);
    expect(site.views).toEqual(["/twice", "/early"]);
  });
});

describe("what people do", () => {
  test("custom events and the id for senders of JSON; what cannot be sent does no harm", async () => {
    const page = await open();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    const id = await page.evaluate<string>(
      `ba("event", "bad", { big: 10n }); ba("nonsense"); ba(); ba("event", "signup", { plan: "pro" }); ba("id")`,
    );
    await expect.poll(() => site.events.length, SOON).toBe(2);
    expect(site.custom).toEqual([["signup", { plan: "pro" }]]);
    expect([id, errors]).toEqual([site.events[0]?.i, []]);
  });

  test("links, downloads, mail, phone and marked elements, without a word of their queries; nothing is prevented", async () => {
    const page = await open("/links");
    await viewed();
    for (const id of ["out", "file", "download", "mail", "tel"]) {
      await page.click(`#${id}`);
      expect(await page.evaluate("window.prevented")).toBe(false);
    }
    await page.click("#buy i");
    await page.click("#new", { button: "middle" });
    await expect.poll(() => site.custom.length, SOON).toBe(7);
    expect(site.custom).toEqual([
      ["Outbound link", { url: "http://localhost:1/shop" }],
      ["File download", { url: `${site.origin}/files/price-list.PDF` }],
      ["File download", { url: `${site.origin}/export` }],
      ["Email link"],
      ["Phone link"],
      ["Buy", { sku: "A 1" }],
      ["Outbound link", { url: "http://localhost:1/new" }],
    ]);
    await page.click("#own");
    await page.waitForURL("**/other");
    await rest(200);
    expect(site.custom).toHaveLength(7);
  });

  test("an outbound link leads there, and its event arrives", async () => {
    const page = await open("/links");
    await viewed();
    const other = site.origin.replace("127.0.0.1", "localhost");
    await page.evaluate((url) => {
      const link = Object.assign(document.createElement("a"), { href: `${url}/away`, textContent: "away" });
      link.addEventListener("click", (event) => event.stopImmediatePropagation());
      document.body.prepend(link);
    }, other);
    await page.click("text=away");
    await page.waitForURL(`${other}/away`);
    await expect.poll(() => site.custom, SOON).toContainEqual(["Outbound link", { url: `${other}/away` }]);
  });

  test("a form: its name, never a value", async () => {
    const page = await open("/links");
    await viewed();
    await page.click("#go");
    await page.waitForURL("**/found?**");
    await expect
      .poll(() => site.custom, SOON)
      .toEqual([
        ["Searched", {}],
        ["Form submit", { form: "search" }],
      ]);
    expect(JSON.stringify(site.received)).not.toContain("secret");
  });

  test("a form of ours carries the page view, whether the browser or a script sends it", async () => {
    const page = await open("/contact");
    await viewed();
    const id = site.events[0]?.i;
    const data = await page.evaluate(() => new FormData(document.forms[0]).get("ba"));
    await page.click("button");
    await expect.poll(() => site.forms.length, SOON).toBe(1);
    expect([data, new URLSearchParams(site.forms[0]).get("ba")]).toEqual([id, id]);
    await expect.poll(() => site.custom, SOON).toEqual([["Form submit", { form: "contact" }]]);
  });

  test("visible time and the deepest scroll go out for every page of an application, the last one too", async () => {
    const page = await open("/spa");
    await viewed();
    await page.evaluate(() => scrollTo(0, 1_000_000));
    await rest(1_200);
    await page.evaluate(() => scrollTo(0, 0));
    await page.click("#next");
    await viewed(2);
    await rest(1_300);
    await page.goto("about:blank");
    await expect.poll(() => seen().length, SOON).toBe(2);
    expect(seen().map((event) => event.u.replace(site.origin, ""))).toEqual(["/spa", "/spa/two"]);
    expect(seen()[0]?.["d"]).toBe(100);
    expect(Number(seen()[1]?.["d"])).toBeLessThan(60);
    for (const { v } of seen()) expect(Number(v)).toBeGreaterThan(1_000);
    expect(seen().reduce((sum, { v }) => sum + Number(v), 0)).toBeLessThan(8_000);
  });

  test("time in the background does not count", async () => {
    const page = await open("/");
    await viewed();
    await rest(1_100);
    await page.evaluate(() => {
      Object.defineProperty(document, "hidden", { configurable: true, value: true });
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    });
    await expect.poll(() => seen().length, SOON).toBe(1);
    await rest(1_500);
    await page.goto("about:blank");
    await rest(300);
    expect(seen()).toHaveLength(1);
  });

  test.each(["/missing/page", "/marked"])("%s: a page that is not there says so", async (path) => {
    await open(path);
    await expect.poll(() => site.custom, SOON).toEqual([["404", { path }]]);
  });
});

describe("nothing is lost, nothing counts twice", () => {
  test("what was refused is sent again under its id", async () => {
    site.next = [503];
    await open("/again");
    await expect.poll(() => site.views, SOON).toEqual(["/again"]);
  });

  test("an answer that got lost: the same event comes again with the same id", async () => {
    site.next = ["cut"];
    await open("/again");
    await expect.poll(() => site.events.length, SOON).toBe(2);
    expect(site.events[0]?.i).toBe(site.events[1]?.i);
  });

  test("offline and back: every event once, and without consent nothing is stored", async () => {
    const page = await open("/");
    await viewed();
    await page.context().setOffline(true);
    await page.evaluate(`for (const n of [1, 2, 3]) ba("event", "while offline " + n)`);
    await rest(500);
    expect(await page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")).toEqual([
      0,
      0,
      "",
    ]);
    expect(site.custom).toEqual([]);
    await page.context().setOffline(false);
    await expect.poll(() => site.custom.length, SOON).toBe(3);
    await rest(2_500);
    expect(site.custom.flat().sort()).toEqual(["while offline 1", "while offline 2", "while offline 3"]);
  });

  test("after consent the queue outlives the page", async () => {
    const page = await open("/");
    await page.evaluate(`ba("consent", "granted")`);
    await expect.poll(() => site.events.length, SOON).toBe(2);
    await page.context().setOffline(true);
    await page.evaluate(`ba("event", "kept")`);
    await expect.poll(() => page.evaluate<string>("localStorage.ba_ok"), SOON).toContain("kept");
    const kept = await page.evaluate<{ i: string }[]>("JSON.parse(localStorage.ba_ok)");
    const context = page.context();
    await page.close();
    await context.setOffline(false);
    const next = await context.newPage();
    await next.goto(`${site.origin}/next`);
    await expect.poll(() => site.custom, SOON).toEqual([["kept"]]);
    expect(site.events.find((event) => event.n === "kept")?.i).toBe(kept[0]?.i);
    expect(await next.evaluate("localStorage.ba_ok")).toBe("[]");
  });

  test("no browser ever asks first: no preflight, with and without consent", async () => {
    const page = await open("/");
    await page.evaluate(
      `ba("event", "a", { b: 1 }); ba("consent", "granted"); ba("event", "c"); ba("identify", "t")`,
    );
    await expect.poll(() => site.events.length, SOON).toBe(5);
    await page.goto("about:blank");
    await rest(200);
    expect(new Set(site.received.map(({ method }) => method))).toEqual(new Set(["POST"]));
  });
});

describe("consent and refusal", () => {
  test("granted: told at once, remembered, cookies go along; taken back: told, forgotten", async () => {
    const page = await open("/");
    await viewed();
    const last = () => site.received.at(-1);
    expect(await page.evaluate("localStorage.length")).toBe(0);
    await page.evaluate(`ba("consent", "granted"); ba("consent", "granted")`);
    await expect.poll(() => seen().length, SOON).toBe(1);
    expect(last()?.events[0]).toMatchObject({ t: "v", c: 1 });
    expect(await page.evaluate("localStorage.length")).toBe(1);
    await page.goto(`${site.origin}/next`);
    await viewed(2);
    const view = site.received.find(({ events }) => events.some((event) => event.u.endsWith("/next")));
    expect(view).toMatchObject({ cookie: "ba_v=visitor", events: [{ c: 1 }] });
    await page.evaluate(`ba("consent", "denied")`);
    await expect.poll(() => site.events.filter((event) => event["c"] === -1).length, SOON).toBe(1);
    expect(await page.evaluate("localStorage.length")).toBe(0);
    await page.goto(`${site.origin}/last`);
    await viewed(3);
    expect(last()).toMatchObject({ cookie: "", events: [{ t: "p" }] });
    expect(last()?.events[0]).not.toHaveProperty("c");
  });

  test("denied without a consent before: nothing is stored, sent or asked", async () => {
    const page = await open("/");
    await viewed();
    await page.evaluate(`ba("consent", "denied"); ba("event", "after")`);
    await expect.poll(() => site.custom, SOON).toEqual([["after"]]);
    expect(site.events.some((event) => "c" in event)).toBe(false);
    expect(site.events).toHaveLength(2);
  });

  test("a token names the visitor of this visit", async () => {
    const page = await open("/");
    await page.evaluate(`ba("identify", "signed-token")`);
    await expect.poll(() => seen()[0]?.["g"], SOON).toBe("signed-token");
  });

  test("the collector's wish: the recorder and PostHog are loaded once from where this script came from", async () => {
    site.load = "rp";
    const page = await open("/");
    await page.evaluate(`ba("event", "a"); ba("event", "b")`);
    await expect.poll(() => page.evaluate("window.loadedOnRequest"), SOON).toBe(site.key + site.key);
    await rest(300);
    const scripts = site.asked.filter((path) => /\/(r|ph)\.js$/.test(path));
    expect(scripts.sort()).toEqual(["/some/path/ph.js", "/some/path/r.js"]);
  });

  test.each([
    ["Global Privacy Control", "Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })"],
    ["Do Not Track", "Object.defineProperty(navigator, 'doNotTrack', { value: '1' })"],
  ])("%s: nothing is sent, and the page's calls do no harm", async (_name, init) => {
    const page = await open("/", init);
    const id = await page.evaluate<string>(
      `ba("event", "signup"); ba("consent", "granted"); history.pushState({}, "", "/next"); ba("id")`,
    );
    await page.goto("about:blank");
    await rest(300);
    expect([id, site.received.length]).toEqual(["", 0]);
  });

  test("an automated browser says so", async () => {
    await open("/", "Object.defineProperty(navigator, 'webdriver', { value: true })");
    await viewed();
    expect(site.events[0]).toMatchObject({ b: 1 });
  });
});
