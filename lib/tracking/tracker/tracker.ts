/**
 * The script that counts on a website's pages. It sets no cookie, stores nothing, sends no header of its own (so that
 * browsers need not ask first) and never stands in the way of the page: no preventDefault, no error out of it.
 * Built to public/t.js, at most 2,048 bytes compressed. The format of what it sends is in lib/tracking/README.md.
 */
type Props = Record<string, string | number | boolean>;
type Kind = "p" | "e" | "v";
type Sent = { k: string; i: string; t: Kind; u: string; w: number; l: string; s?: number } & Partial<{
  r: string;
  n: string;
  p: Props;
  v: number;
  b: 1;
}>;
type Call = [what: string, name?: string, props?: Props];
type Api = { (...call: Call): string; q?: Call[] };
type Page = Window & { ba?: Api; doNotTrack?: unknown };
type Browser = Navigator & { globalPrivacyControl?: boolean };
type Prerendered = Document & { prerendering?: boolean };

((page: Page, doc: Prerendered, browser: Browser): void => {
  const script = doc.currentScript || doc.querySelector("script[data-site]");
  const attribute = (name: string): string => (script && script.getAttribute(name)) || "";
  const siteKey = attribute("data-site");
  const withHash = script && script.hasAttribute("data-hash");
  const endpoint = new URL("e", new URL(attribute("src"), location.href)).href;
  // Whoever asks not to be tracked is not counted at all.
  const isRefused = browser.doNotTrack === "1" || page.doNotTrack === "1" || browser.globalPrivacyControl;

  let waiting: Sent[] = [];
  let timer = 0;
  let failures = 0;
  let lastId = "";
  let lastUrl = "";
  let lastPath: string | undefined;
  let lastPlace = "";
  let visibleSinceMs = 0;
  let visibleMs = 0;

  /** uuidv7: sending the same event again is noticed by its id. */
  const newId = (): string => {
    const random = Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte, index) =>
      ((index === 0 ? (byte & 15) | 112 : index === 2 ? (byte & 63) | 128 : byte) + 256)
        .toString(16)
        .slice(1),
    );
    const hex = Date.now().toString(16).padStart(12, "0") + random.join("");
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };

  /** The address without what is nobody's business: known campaign fields, and of click ids only that there is one. */
  const address = (): string => {
    const kept: string[] = [];
    new URLSearchParams(location.search).forEach((value, name) => {
      if (/^(utm_(source|medium|campaign|term|content)|ref)$/i.test(name)) {
        kept.push(name + "=" + encodeURIComponent(value.slice(0, 200)));
      } else if (
        /^(\w*clid|[gw]braid|gad_source|li_fat_id|rdt_cid|igsh(id)?|epik|mc_eid|_hsenc|_kx|sccid)$/i.test(
          name,
        )
      ) {
        kept.push(name + "=1");
      }
    });
    return (
      location.origin +
      location.pathname +
      (kept.length ? "?" + kept.join("&") : "") +
      (withHash ? location.hash : "")
    );
  };

  const later = (events: Sent[]): void => {
    waiting = waiting.concat(events).slice(-50);
    failures++;
    clearTimeout(timer);
    timer = page.setTimeout(retry, Math.min(1e3 * 2 ** failures, 6e4));
  };

  const body = (events: Sent[]): string => {
    for (const event of events) event.s = Date.now();
    return JSON.stringify(events.length > 1 ? events : events[0]);
  };

  const send = (events: Sent[]): void => {
    fetch(endpoint, { method: "POST", body: body(events), keepalive: true, credentials: "omit" }).then(
      (answer) => {
        if (answer.status > 499) later(events);
        else failures = 0;
      },
      () => later(events),
    );
  };

  const retry = (): void => {
    const events = waiting;
    waiting = [];
    if (events.length) send(events);
  };

  const make = (kind: Kind, more: Partial<Sent>): Sent => {
    const event: Sent = {
      k: siteKey,
      i: newId(),
      t: kind,
      u: lastUrl || address(),
      w: screen.width,
      l: browser.language,
      ...more,
    };
    // Counted by the collector under "bot", so that owners see what was left out.
    if (browser.webdriver) event.b = 1;
    return event;
  };

  const view = (): void => {
    const referrer = lastUrl || doc.referrer;
    lastUrl = address();
    lastPath = location.pathname;
    lastPlace = place();
    const event = make("p", referrer ? { r: referrer } : {});
    lastId = event.i;
    send([event]);
  };

  const place = (): string => location.pathname + location.search + (withHash ? location.hash : "");
  const moved = (): void => {
    if (place() !== lastPlace) view();
  };

  const wrap = (name: "pushState" | "replaceState", after: () => void): void => {
    const original = history[name].bind(history);
    history[name] = (...given) => {
      original(...given);
      after();
    };
  };

  /** Visible time goes out when the page is left or hidden, with what still waits: the last chance to send. */
  const leave = (): void => {
    if (visibleSinceMs) visibleMs += Date.now() - visibleSinceMs;
    visibleSinceMs = 0;
    const events = waiting;
    if (visibleMs > 999) events.push(make("v", { v: visibleMs }));
    visibleMs = 0;
    waiting = [];
    if (events.length && !browser.sendBeacon(endpoint, body(events))) later(events);
  };

  const look = (): void => {
    if (doc.visibilityState === "hidden") leave();
    else visibleSinceMs = visibleSinceMs || Date.now();
  };

  const start = (): void => {
    view();
    look();
    wrap("pushState", moved);
    wrap("replaceState", () => {
      if (location.pathname !== lastPath) view();
      else lastPlace = place();
    });
    page.addEventListener("popstate", moved);
    if (withHash) page.addEventListener("hashchange", moved);
    doc.addEventListener("visibilitychange", look);
    page.addEventListener("pagehide", leave);
    page.addEventListener("pageshow", (event) => {
      if (event.persisted) {
        view();
        look();
      }
    });
    // A request sent by a form carries the page view it was sent from.
    doc.addEventListener(
      "submit",
      ({ target: form, submitter }) => {
        if (!(form instanceof HTMLFormElement)) return;
        const target =
          (submitter && submitter.getAttribute("formaction")) || form.getAttribute("action") || "";
        if (!/\/api\/forms\//.test(target)) return;
        const field = form.querySelector<HTMLInputElement>("input[name=ba]") || doc.createElement("input");
        field.type = "hidden";
        field.name = "ba";
        field.value = lastId;
        form.append(field);
      },
      true,
    );
  };

  const early = page.ba && page.ba.q;
  const api: Api = (what, name, props) => {
    if (what === "event" && name && !isRefused)
      send([make("e", props ? { n: name, p: props } : { n: name })]);
    return lastId;
  };
  page.ba = api;
  if (isRefused || !siteKey) return;
  const begin = (): void => {
    start();
    if (early) for (const call of early) api(...call);
  };
  if (doc.prerendering) doc.addEventListener("prerenderingchange", begin, { once: true });
  else begin();
})(window, document, navigator);
