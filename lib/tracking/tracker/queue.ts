import { beside, browser, doc, page, type Props, quietly, siteKey } from "./page";

/** The format is in lib/tracking/README.md. */
export type Sent = { k?: string; i: string; t: "p" | "e" | "v"; u: string; w: number; l: string } & Partial<{
  s: number;
  c: number;
  r: string;
  n: string;
  p: Props;
  v: number;
  d: number;
  g: string;
  b: 1;
}>;

const KEY = "ba_ok";

/** An object of our own or the browser's Storage, which has a length. */
type Store = { [KEY]?: string; length?: number };

/** 1 granted, -1 taken back on this page, else 0. Cookies go along only where it is not 0. */
export let consent = 0;
/** Holds what could not be sent, as JSON: this page's memory, from consent on the browser's. */
let store: Store = {};
let timer = 0;
let failures = 0;
let loaded = "";

/** All that waits; it is the caller's from now on. */
const takeWaiting = (): Sent[] => {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- what this script wrote itself
  const list: Sent[] = JSON.parse(store[KEY] || "[]");
  store[KEY] = "[]";
  return list;
};

const body = (events: Sent[]): string => {
  for (const event of events) {
    event.s = Date.now();
    event.c = consent || undefined;
  }
  return JSON.stringify(events);
};

/** An event keeps its id, so that it counts once however often it arrives. */
const later = (events: Sent[]): void => {
  store[KEY] = JSON.stringify(takeWaiting().concat(events).slice(-50));
  clearTimeout(timer);
  timer = window.setTimeout(flush, Math.min(2e3 * ++failures, 6e4));
};

export const send = (events: Sent[]): void => {
  if (!events[0]) return;
  fetch(beside("e"), {
    method: "POST",
    body: body(events),
    // Outlives the page; browsers refuse it above 64 KB, and a long queue may be that.
    keepalive: !events[9],
    credentials: consent ? "include" : "omit",
  }).then(
    (answer) => {
      if (answer.status > 499) return later(events);
      failures = 0;
      load(answer.headers.get("ba-load") || "");
      flush();
    },
    () => later(events),
  );
};

/** Sends what waits. */
export const flush = (): void => send(takeWaiting());

/** Sends what waits and what is new in a way that outlives the page. */
export const sendLast = (events: Sent[]): void => {
  const all = takeWaiting().concat(events);
  if (all[0] && !(browser.onLine && browser.sendBeacon(beside("e"), body(all)))) later(all);
};

/** The recorder ("r") or PostHog ("p"), once each, when the page has nothing better to do. */
const load = (letters: string): void => {
  for (const letter of letters) {
    if (loaded.includes(letter)) continue;
    loaded += letter;
    (page.requestIdleCallback || setTimeout)(() =>
      quietly(() => {
        const script = doc.createElement("script");
        script.src = String(beside(letter === "p" ? "ph.js" : "r.js"));
        script.dataset.site = siteKey;
        doc.head.append(script);
      }),
    );
  }
};

/** Takes over what the visitor decided on an earlier page, and what waits since then. */
export const remember = (): void =>
  quietly(() => {
    if (!localStorage[KEY]) return;
    store = localStorage;
    consent = 1;
  });

/**
 * From consent on the browser's storage is used, and cookies. When it is taken back, what was kept is gone and the next
 * request clears the cookie.
 * @returns whether this changed anything
 */
export const setConsent = (isGranted: boolean): boolean => {
  if (isGranted === consent > 0) return false;
  consent = isGranted ? 1 : -1;
  if (!isGranted) store = {};
  quietly(() => {
    if (isGranted) {
      localStorage[KEY] = store[KEY] || "[]";
      store = localStorage;
    } else delete localStorage[KEY];
  });
  return true;
};
