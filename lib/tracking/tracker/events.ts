import { address, place } from "./address";
import { browser, doc, type Props, siteKey } from "./page";
import { type Sent, send } from "./queue";

/** Id of the last page view. */
export let lastId = "";
let url = "";
let lastPath = "";
let lastPlace = "";
let visibleSinceMs = 0;
let visibleMs = 0;
let deepestPct = 0;

/** uuidv7: sending the same event again is noticed by its id. */
const newId = (): string =>
  ("0" + Date.now().toString(16)).replace(/.{8}/, "$&-") +
  "-7xxx-8xxx-xxxxxxxxxxxx".replace(/x/g, () =>
    (Number(crypto.getRandomValues(new Uint8Array(1))) & 15).toString(16),
  );

const make = (t: Sent["t"], more: Partial<Sent>): Sent => ({
  k: siteKey,
  i: newId(),
  t,
  u: url,
  w: screen.width,
  l: browser.language,
  // Counted by the collector under "bot", so that owners see what was left out.
  b: browser.webdriver ? 1 : undefined,
  ...more,
});

export const custom = (n: string, p?: Props): void => send([make("e", { n, p })]);

/** Remembers how far down the page has been seen. */
export const measure = (): void => {
  deepestPct = Math.max(deepestPct, (((scrollY + innerHeight) / doc.documentElement.scrollHeight) * 100) | 0);
};

/**
 * What was seen of the page since the last report; none where it was shorter than that. Sets the clock of the visible time:
 * it stands while the page is hidden, and from its last report on.
 */
export const engaged = (minMs: number, g?: string, isLast?: boolean): Sent[] => {
  const atMs = performance.now();
  if (visibleSinceMs) visibleMs += atMs - visibleSinceMs;
  visibleSinceMs = isLast || doc.hidden ? 0 : atMs;
  if (visibleMs < minMs) return [];
  const v = visibleMs | 0;
  visibleMs = 0;
  return [make("v", { v, d: deepestPct, g })];
};

export const view = (): void => {
  const isFirst = !url;
  const events = engaged(1e3);
  const r = url || doc.referrer;
  url = address();
  lastPath = location.pathname;
  lastPlace = place();
  visibleMs = deepestPct = 0;
  const event = make("p", { r });
  lastId = event.i;
  send(events.concat(event));
  // Once the page stands: how much of it shows at once, and whether it is the page for what is not there.
  setTimeout(() => {
    if (lastId !== event.i) return;
    measure();
    if (isMissing(isFirst)) custom("404", { path: lastPath });
  }, 500);
};

/** Marked so by its owner, or, where the browser tells, answered so by the server. */
const isMissing = (isFirst: boolean): unknown =>
  doc.querySelector("[data-404]") ||
  (isFirst && /Status":404/.test(JSON.stringify(performance.getEntriesByType("navigation"))));

/** Another address is another page, for pushState and going back. */
export const moved = (): void => {
  if (place() !== lastPlace) view();
};

/** replaceState mostly tidies the query: only another path is another page. */
export const replaced = (): void => {
  if (location.pathname !== lastPath) view();
  else lastPlace = place();
};
