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

/**
 * Answers the posts of trackers straight from the socket. Nearly all of them look alike, and Node's HTTP objects cost more
 * than all the rest of taking an event; whatever does not look like one goes to Node's HTTP server with its connection.
 */
export class FastLane {
  private readonly idle = new Set<Socket>();
  private readonly busy = new Set<Socket>();

  constructor(private readonly options: FastLaneOptions) {}

  /** Takes a new connection. */
  add(socket: Socket): void {
    const { keepAliveMs } = this.options;
    const peer = socket.remoteAddress ?? "";
    let early: Buffer | null = null;
    const leave = (): void => {
      this.idle.delete(socket);
      this.busy.delete(socket);
    };
    const handOver = (chunk: Buffer): void => {
      leave();
      socket.removeAllListeners("data").removeAllListeners("timeout").removeAllListeners("error");
      socket.removeListener("close", leave).setTimeout(0);
      socket.pause();
      socket.unshift(chunk);
      this.options.toHttp(socket);
      process.nextTick(() => socket.resume());
    };
    const take = (chunk: Buffer): void => {
      const post = readPlainPost(chunk, BODY_BYTES_MAX);
      if (!post) return handOver(chunk);
      if (this.idle.delete(socket)) socket.setTimeout(keepAliveMs);
      this.busy.add(socket);
      this.collect(post, peer, socket, () => {
        this.busy.delete(socket);
        if (socket.destroyed || socket.writableEnded) return;
        this.idle.add(socket);
        const next = early;
        early = null;
        if (next) take(next);
      });
    };
    socket.setNoDelay(true).setTimeout(FIRST_REQUEST_MS);
    socket.on("data", (chunk: Buffer) => {
      // Sent before its predecessor was answered: it waits, since answers come in the order of the questions.
      if (this.busy.has(socket)) early = early ? Buffer.concat([early, chunk]) : chunk;
      else take(chunk);
      if (early && early.length > BODY_BYTES_MAX) socket.destroy();
    });
    socket.on("timeout", () => {
      if (this.idle.has(socket)) socket.destroy();
    });
    socket.on("error", () => socket.destroy());
    socket.on("close", leave);
    this.idle.add(socket);
  }

  /** Ends connections that wait for nothing. */
  closeIdle(): void {
    for (const socket of this.idle) socket.destroy();
  }

  /** Ends all connections. */
  closeAll(): void {
    this.closeIdle();
    for (const socket of this.busy) socket.destroy();
  }

  private collect(post: PlainPost, peer: string, socket: Socket, done: () => void): void {
    const { userAgent, forwardedFor, purpose, cookie, body } = post;
    this.options.collector.handle({ body, peer, forwardedFor, userAgent, purpose, cookie }, (outcome) => {
      if (!socket.destroyed) {
        const closes = !this.options.staysOpen();
        socket.write(answerText(outcome, post, closes), "latin1");
        if (closes) socket.end();
      }
      done();
    });
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
