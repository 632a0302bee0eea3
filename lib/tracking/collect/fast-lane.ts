import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { nowMs } from "@/lib/clock";
import { outcomeHeaders } from "./answers";
import type { Collector, CollectOutcome } from "./collector";
import { type PlainPost, readPlainPost } from "./plain-post";
import { BODY_BYTES_MAX } from "./wire";

// A connection that has not asked for anything yet is let go sooner.
const FIRST_REQUEST_MS = 5_000;
const SECOND_MS = 1_000;

export type FastLaneOptions = {
  collector: Collector;
  /** Gives a connection to Node's own HTTP server, once and for good. */
  toHttp(socket: Socket): void;
  /** Whether connections stay open after their answer. */
  staysOpen(): boolean;
  keepAliveMs: number;
};

/** One connection. */
class Connection {
  isBusy = false;
  private early: Buffer | null = null;
  private hasEnded = false;
  private readonly peer: string;

  constructor(
    private readonly socket: Socket,
    private readonly options: FastLaneOptions,
    private readonly leave: () => void,
  ) {
    this.peer = socket.remoteAddress ?? "";
    socket.setNoDelay(true).setTimeout(FIRST_REQUEST_MS);
    socket.on("data", this.onData).on("end", this.onEnd).on("timeout", this.onTimeout);
    socket.on("error", this.onError).on("close", leave);
  }

  destroy(): void {
    this.socket.destroy();
  }

  private readonly onData = (chunk: Buffer): void => {
    if (!this.isBusy) return this.take(chunk);
    // Sent before its predecessor was answered: it waits, since answers come in the order of the questions.
    this.early = this.early ? Buffer.concat([this.early, chunk]) : chunk;
    if (this.early.length > BODY_BYTES_MAX) this.socket.destroy();
  };

  // An HTTP server's connections stay half open: whoever has said their last word gets their answer, and then the end.
  private readonly onEnd = (): void => {
    this.hasEnded = true;
    if (!this.isBusy) this.socket.end();
  };

  private readonly onTimeout = (): void => {
    if (!this.isBusy) this.socket.destroy();
  };

  private readonly onError = (): void => void this.socket.destroy();

  private take(chunk: Buffer): void {
    const post = readPlainPost(chunk, BODY_BYTES_MAX);
    if (!post) return this.handOver(chunk);
    this.isBusy = true;
    const { userAgent, forwardedFor, purpose, cookie, body } = post;
    this.options.collector.handle(
      { body, peer: this.peer, forwardedFor, userAgent, purpose, cookie },
      (outcome) => this.answer(outcome, post),
    );
  }

  private answer(outcome: CollectOutcome, post: PlainPost): void {
    const { socket, options, early } = this;
    this.isBusy = false;
    this.early = null;
    if (socket.destroyed) return;
    const closes = !options.staysOpen();
    socket.write(answerText(outcome, post, closes), "latin1");
    if (closes) socket.end();
    else if (early) this.take(early);
    else if (this.hasEnded) socket.end();
    else if (socket.timeout !== options.keepAliveMs) socket.setTimeout(options.keepAliveMs);
  }

  private handOver(chunk: Buffer): void {
    const { socket } = this;
    this.leave();
    socket.off("data", this.onData).off("end", this.onEnd).off("timeout", this.onTimeout);
    socket.off("error", this.onError).off("close", this.leave).setTimeout(0);
    socket.pause();
    socket.unshift(chunk);
    this.options.toHttp(socket);
    process.nextTick(() => socket.resume());
  }
}

/**
 * Answers the posts of trackers straight from the socket. Nearly all of them look alike, and Node's HTTP objects cost more
 * than all the rest of taking an event; whatever does not look like one goes to Node's HTTP server with its connection.
 */
export class FastLane {
  private readonly connections = new Set<Connection>();

  constructor(private readonly options: FastLaneOptions) {}

  /** Takes a new connection. */
  add(socket: Socket): void {
    const connection: Connection = new Connection(socket, this.options, () =>
      this.connections.delete(connection),
    );
    this.connections.add(connection);
  }

  /** Ends connections that wait for nothing. */
  closeIdle(): void {
    for (const connection of this.connections) if (!connection.isBusy) connection.destroy();
  }

  /** Ends all connections. */
  closeAll(): void {
    for (const connection of this.connections) connection.destroy();
  }
}

let plain = { untilMs: 0, text: "" };

/** The answer that nearly everybody gets; its Date holds for a second (RFC 9110, section 6.6.1). */
function plain204(): string {
  const atMs = nowMs();
  if (atMs >= plain.untilMs || atMs < plain.untilMs - SECOND_MS) {
    const untilMs = atMs - (atMs % SECOND_MS) + SECOND_MS;
    plain = { untilMs, text: `${head(204)}Access-Control-Allow-Origin: *\r\n\r\n` };
  }
  return plain.text;
}

const head = (status: number): string =>
  `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\nDate: ${new Date(nowMs()).toUTCString()}\r\n`;

function answerText(outcome: CollectOutcome, post: PlainPost, closes: boolean): string {
  if (outcome.status === 204 && !outcome.consented && !closes) return plain204();
  const headers = outcomeHeaders(outcome, () => ({
    origin: post.origin,
    isHttps: post.forwardedProto === "https",
  }));
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  if (outcome.status !== 204) lines.push("Content-Length: 0\r\n");
  if (closes) lines.push("Connection: close\r\n");
  return `${head(outcome.status)}${lines.join("")}\r\n`;
}
