/**
 * The script that counts on a website's pages. Before consent it sets no cookie and stores nothing; it sends no header of
 * its own (so that browsers need not ask first) and never stands in the way of the page: no preventDefault, no error out of
 * it. Built to public/t.js, at most 2,048 bytes compressed. The format of what it sends is in lib/tracking/README.md.
 */
import { watchClicks } from "./clicks";
import { custom, engaged, lastId, measure, moved, replaced, view } from "./events";
import { browser, type Call, doc, on, page, quietly, siteKey } from "./page";
import { flush, remember, send, sendLast, setConsent } from "./queue";

const run = ([what, name, props]: Call): void => {
  if (!name) return;
  if (what === "event") custom(name, props);
  if (what === "identify") send(engaged(0, name));
  if (what === "consent" && setConsent(name === "granted")) send(engaged(0));
};

const wrap = (name: "pushState" | "replaceState", after: () => void): void => {
  const original = history[name].bind(history);
  history[name] = (...given) => {
    original(...given);
    quietly(after);
  };
};

const listen = (): void => {
  wrap("pushState", moved);
  wrap("replaceState", replaced);
  on("popstate", moved);
  on("hashchange", moved);
  watchClicks();
  on("scroll", measure);
  on("online", flush);
  // While the page lives, what fails is tried again; "pagehide" is the last chance.
  on("visibilitychange", () => send(engaged(1e3)));
  on("pagehide", () => sendLast(engaged(1e3, undefined, true)));
  on("pageshow", (event) => {
    if (event.persisted) view();
  });
};

const early: Call[] = [...(page.ba?.q || [])];
let take = (call: Call): unknown => early.push(call);

const begin = (): void =>
  quietly(() => {
    remember();
    view();
    listen();
    take = run;
    early.forEach(run);
    flush();
  });

// The same line twice on a page counts once.
if (siteKey && page.ba?.k !== siteKey) {
  page.ba = (...call) => {
    quietly(() => take(call));
    return lastId;
  };
  page.ba.k = siteKey;
  // Whoever asks not to be tracked is not counted at all.
  if (browser.doNotTrack !== "1" && !browser.globalPrivacyControl) {
    if (doc.prerendering) on("prerenderingchange", begin);
    else begin();
  }
}
