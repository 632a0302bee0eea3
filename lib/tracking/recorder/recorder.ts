/**
 * Records what happens on a page, masked. Built to public/r.js; the tracker loads it when the collector says so, which it
 * does only after consent and for the share of visitors that the site's owner chose. It never throws into the page.
 */
import { record } from "@rrweb/record";
import { EventType, type eventWithTime } from "@rrweb/types";
import { PAGE_TAG, SNAPSHOT_NODES_MAX, type StopReason } from "../replay/limits";
import { cleanEvent } from "./clean-event";
import { LoadWatch } from "./load-watch";
import { MaskRules } from "./mask";
import { ChunkSender } from "./sender";
import { forgetSession, openSession, type ReplaySession, saveSession } from "./session";

const FLUSH_MS = 5_000;
const FIRST_FLUSH_MS = 1_000;
const BUFFER_LENGTH_MAX = 200_000;

type Config = { block: string; unmask: string };
type Api = ((...call: unknown[]) => unknown) & { q?: unknown };
type Page = Window & { ba?: Api; baReplay?: true };

class Recorder {
  private buffer: string[] = [];
  private bufferLength = 0;
  private timer = 0;
  private path: string | null = null;
  private stopRecording: (() => void) | undefined;
  private readonly watch = new LoadWatch();
  private readonly sender: ChunkSender;

  constructor(
    private readonly siteKey: string,
    private readonly session: ReplaySession,
    private readonly rules: MaskRules,
    endpoint: string,
  ) {
    const onStop = (reason: StopReason | "refused") => this.stop(reason === "refused" ? "" : reason);
    this.sender = new ChunkSender({ endpoint, siteKey, session, onStop });
  }

  start(): void {
    this.stopRecording = record({
      emit: (event) => this.take(event),
      blockSelector: this.rules.blockSelector,
      maskAllInputs: true,
      maskTextSelector: "*",
      maskTextFn: (text, element) => (element?.nodeName === "STYLE" ? text : this.rules.text(text, element)),
      maskInputFn: (value, element) => this.rules.value(value, element),
      inlineStylesheet: true,
      inlineImages: false,
      recordCanvas: false,
      collectFonts: false,
      slimDOMOptions: "all",
      sampling: { mousemove: 50, scroll: 150, input: "last" },
      errorHandler: () => true,
    });
    this.timer = window.setTimeout(() => this.flush(), FIRST_FLUSH_MS);
  }

  /** Ends for good. @param reason "" when it is nobody's affair: consent taken back, refused by the collector */
  stop(reason: StopReason | ""): void {
    if (this.session.isStopped) return;
    this.session.isStopped = true;
    saveSession(this.siteKey, this.session);
    this.stopRecording?.();
    clearTimeout(this.timer);
    if (reason) this.sender.add(this.taken(), reason);
  }

  /** The visitor took the consent back: what has not been sent never will be. */
  forget(): void {
    this.stop("");
    this.buffer = [];
    this.sender.drop();
    forgetSession(this.siteKey);
  }

  /** A page that nobody sees is not recorded; its changes come together when it is looked at again. */
  pause(): void {
    if (this.session.isStopped) return;
    record.freezePage();
    this.sender.leave(this.taken());
  }

  resume(): void {
    // Any event of ours lets the held changes go; the event itself is not sent.
    if (!this.session.isStopped) record.addCustomEvent("visible", null);
  }

  leave(): void {
    this.sender.leave(this.taken());
    this.session.isOpen = false;
    saveSession(this.siteKey, this.session);
  }

  /** The page came back from the browser's cache: it goes on with what other pages of the tab have added since. */
  comeBack(): void {
    const session = openSession(this.siteKey);
    if (!session) return this.stop("");
    Object.assign(this.session, session);
    if (!this.session.isStopped) record.takeFullSnapshot();
  }

  private take(event: eventWithTime): void {
    if (this.session.isStopped) return;
    const cleaned = cleanEvent(event, { rules: this.rules, nodeOf: (id) => record.mirror.getNode(id) });
    if (!cleaned) return;
    if (cleaned.nodes > SNAPSHOT_NODES_MAX) return this.stop("too_many_nodes");
    if (this.watch.add(cleaned.changes, event.timestamp)) return this.stop("too_busy");
    this.notePage(event.timestamp);
    this.push(cleaned.event);
  }

  private notePage(timestamp: number): void {
    if (location.pathname === this.path) return;
    this.path = location.pathname;
    this.push({ type: EventType.Custom, data: { tag: PAGE_TAG, payload: { path: this.path } }, timestamp });
  }

  private push(event: eventWithTime): void {
    const text = JSON.stringify(event);
    this.buffer.push(text);
    this.bufferLength += text.length;
    if (this.bufferLength > BUFFER_LENGTH_MAX) this.flush();
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.sender.add(this.taken());
    if (!this.session.isStopped) this.timer = window.setTimeout(() => this.flush(), FLUSH_MS);
  }

  private taken(): string[] {
    const events = this.buffer;
    this.buffer = [];
    this.bufferLength = 0;
    return events;
  }
}

const isHidden = (): boolean => document.visibilityState === "hidden";

/** rrweb refuses some calls before the page has loaded; the page must not see that. */
function quietly(act: () => void): void {
  try {
    act();
  } catch {
    return;
  }
}

function watchPage(page: Page, recorder: Recorder): void {
  document.addEventListener("visibilitychange", () =>
    quietly(() => (isHidden() ? recorder.pause() : recorder.resume())),
  );
  page.addEventListener("pagehide", () => quietly(() => recorder.leave()));
  page.addEventListener("pageshow", (event) => {
    if (event.persisted) quietly(() => recorder.comeBack());
  });
  const inner = page.ba;
  if (!inner) return;
  page.ba = (...call) => {
    if (call[0] === "consent" && call[1] === "denied") recorder.forget();
    return inner(...call);
  };
}

/** Waits until somebody looks at the page. */
const seen = (): Promise<void> =>
  new Promise((resolve) => {
    if (!isHidden()) return resolve();
    document.addEventListener("visibilitychange", () => resolve(), { once: true });
  });

const isConfig = (value: unknown): value is Config =>
  typeof value === "object" &&
  value !== null &&
  "block" in value &&
  "unmask" in value &&
  typeof value.block === "string" &&
  typeof value.unmask === "string";

async function begin(page: Page, siteKey: string, base: string): Promise<void> {
  const endpoint = new URL("r", base).href;
  const answer = await fetch(`${endpoint}?k=${encodeURIComponent(siteKey)}`, { credentials: "omit" });
  const config: unknown = answer.ok ? await answer.json() : null;
  if (!isConfig(config)) return;
  const rules = new MaskRules(config.block, config.unmask);
  await seen();
  const session = openSession(siteKey);
  if (!session) return;
  const recorder = new Recorder(siteKey, session, rules, endpoint);
  if (document.getElementsByTagName("*").length > SNAPSHOT_NODES_MAX) return recorder.stop("too_many_nodes");
  recorder.start();
  watchPage(page, recorder);
}

((page: Page): void => {
  const script = document.currentScript;
  const siteKey = script?.getAttribute("data-site") ?? "";
  const source = script?.getAttribute("src") ?? "";
  if (!siteKey || page.baReplay) return;
  page.baReplay = true;
  begin(page, siteKey, new URL(source, location.href).href).catch(() => undefined);
})(window);
