import {
  CHUNK_RAW_BYTES_MAX,
  CHUNK_BYTES_MAX,
  REPLAY_BYTES_MAX,
  STOP_HEADER,
  type StopReason,
} from "../replay/limits";
import { type ReplaySession, saveSession } from "./session";

type Chunk = {
  seq: number;
  text: string;
  reason: StopReason | "";
  isCounted: boolean;
  /** Under way in a request that outlives the page. */
  isSafe: boolean;
};
type Bytes = Uint8Array<ArrayBuffer>;
type Outcome = "stored" | "refused" | "later";

// Browsers take up to 64 KB of requests that outlive the page, the tracker's own included.
const LEAVE_BYTES_MAX = 60_000;
const OUTLIVE_BYTES_MAX = 30_000;
const WAITING_MAX = 20;
const RETRY_MS_MAX = 60_000;

const encoder = new TextEncoder();

export type SenderOptions = {
  endpoint: string;
  siteKey: string;
  session: ReplaySession;
  /** Nothing more is taken: the collector's word, or this side's own limits. */
  onStop(reason: StopReason | "refused"): void;
};

/** Sends pieces of a recording one after the other and again until they are stored; a repeat changes nothing there. */
export class ChunkSender {
  private waiting: Chunk[] = [];
  private isSending = false;
  private isStopped = false;
  private failures = 0;
  private timer = 0;

  constructor(private readonly options: SenderOptions) {}

  /** @param events each as JSON; none only with a reason, to tell why the recording ended */
  add(events: readonly string[], reason: StopReason | "" = ""): void {
    this.hold(events, reason);
    void this.pump();
  }

  /** Hands over these and what is left while the page goes: plain, since nothing can be waited for any more. */
  leave(events: readonly string[]): void {
    this.hold(events, "");
    let sizeBytes = 0;
    for (const chunk of this.waiting) {
      if (chunk.isSafe) continue;
      const body = encoder.encode(this.head(chunk, false) + chunk.text);
      sizeBytes += body.length;
      if (sizeBytes > LEAVE_BYTES_MAX) return void this.pump();
      this.count(chunk, body.length);
      chunk.isSafe = true;
      void this.post(body, true).then((outcome) => this.left(chunk, outcome));
    }
  }

  private left(chunk: Chunk, outcome: Outcome): void {
    chunk.isSafe = false;
    if (outcome === "later") this.later();
    else this.waiting = this.waiting.filter((other) => other !== chunk);
  }

  private hold(events: readonly string[], reason: StopReason | ""): void {
    if (this.isStopped || (events.length === 0 && reason === "")) return;
    const { session, siteKey } = this.options;
    const text = `[${events.join(",")}]`;
    this.waiting.push({ seq: session.nextSeq, text, reason, isCounted: false, isSafe: false });
    session.nextSeq += 1;
    session.lastMs = Date.now();
    saveSession(siteKey, session);
    if (this.waiting.length > WAITING_MAX) this.end("offline");
  }

  /** Forgets what waits, for a visitor who takes the consent back. */
  drop(): void {
    this.isStopped = true;
    this.waiting = [];
    clearTimeout(this.timer);
  }

  private async pump(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    try {
      for (let chunk = this.waiting[0]; chunk; chunk = this.waiting[0]) {
        const outcome = await this.send(chunk);
        if (outcome === "later") return this.later();
        this.failures = 0;
        this.waiting = this.waiting.filter((other) => other !== chunk);
        if (outcome === "refused") return this.end("refused");
      }
    } finally {
      this.isSending = false;
    }
  }

  private async send(chunk: Chunk): Promise<Outcome> {
    const packed = await gzip(chunk.text);
    const content = packed ?? encoder.encode(chunk.text);
    if (content.length > CHUNK_BYTES_MAX || chunk.text.length > CHUNK_RAW_BYTES_MAX) {
      this.options.onStop("too_large");
      return "stored";
    }
    const body = joined(encoder.encode(this.head(chunk, packed !== null)), content);
    this.count(chunk, body.length);
    chunk.isSafe = body.length < OUTLIVE_BYTES_MAX;
    const outcome = await this.post(body, chunk.isSafe);
    chunk.isSafe = false;
    return outcome;
  }

  // Bytes without a type and without a header of our own: browsers need not ask first. A Blob would die with its page.
  private post(body: Bytes, keepalive: boolean): Promise<Outcome> {
    return fetch(this.options.endpoint, { method: "POST", body, keepalive, credentials: "include" }).then(
      (answer): Outcome => {
        if (answer.status >= 500 || answer.status === 429) return "later";
        return answer.status === 204 && !answer.headers.get(STOP_HEADER) ? "stored" : "refused";
      },
      (): Outcome => "later",
    );
  }

  private head(chunk: Chunk, isPacked: boolean): string {
    const { session, siteKey } = this.options;
    const head = {
      k: siteKey,
      i: session.id,
      n: chunk.seq,
      u: location.origin + location.pathname,
      t: session.startMs,
      s: Date.now(),
      w: screen.width,
      l: navigator.language,
      c: 1,
      ...(isPacked ? { z: 1 } : {}),
      ...(chunk.reason ? { x: chunk.reason } : {}),
      ...(navigator.webdriver ? { b: 1 } : {}),
    };
    return `${JSON.stringify(head)}\n`;
  }

  private count(chunk: Chunk, sizeBytes: number): void {
    if (chunk.isCounted) return;
    chunk.isCounted = true;
    const { session, siteKey } = this.options;
    session.sentBytes += sizeBytes;
    saveSession(siteKey, session);
    if (session.sentBytes >= REPLAY_BYTES_MAX && !chunk.reason) this.options.onStop("too_long");
  }

  private later(): void {
    this.failures += 1;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(
      () => void this.pump(),
      Math.min(1_000 * 2 ** this.failures, RETRY_MS_MAX),
    );
  }

  private end(reason: StopReason | "refused"): void {
    this.drop();
    this.options.onStop(reason);
  }
}

function joined(head: Bytes, content: Bytes): Bytes {
  const all = new Uint8Array(head.length + content.length);
  all.set(head);
  all.set(content, head.length);
  return all;
}

/** @returns null where the browser cannot compress */
async function gzip(text: string): Promise<Bytes | null> {
  if (typeof CompressionStream === "undefined") return null;
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}
