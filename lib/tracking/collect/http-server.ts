import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { type Origin, outcomeHeaders, PREFLIGHT_HEADERS } from "./answers";
import { purposeOf } from "../enrich/user-agent";
import type { Collector, CollectOutcome } from "./collector";
import { FastLane } from "./fast-lane";
import type { ReplayReceiver } from "../replay/receive/replay-receiver";
import { serveReplays } from "../replay/receive/http";
import type { ScriptFile } from "./script-file";
import { BODY_BYTES_MAX } from "./wire";

export type CollectorServerOptions = {
  collector: Collector;
  script: ScriptFile;
  /** Further scripts by their path, e.g. "/r.js". */
  moreScripts?: Readonly<Record<string, ScriptFile>>;
  /** Takes recordings at /r. */
  replays?: ReplayReceiver;
  /** Answers everything below /ph/. */
  servePosthog?: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Whether the database answers, for /health/ready. */
  isReady(): Promise<boolean>;
};

// A browser sends a few hundred bytes at once; whoever takes longer than this holds a connection for nothing.
const HEADERS_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_MS = 65_000;

const CORS = ["Access-Control-Allow-Origin", "*"] as const;
const CORS_LIST = [...CORS];
const NO_STORE = ["Cache-Control", "no-store"] as const;

/** The collector's listener: POST /e, GET /t.js, /health, /health/ready, and /metrics for this machine only. */
class CollectorServer extends Server {
  private readonly lane: FastLane;

  constructor(options: CollectorServerOptions) {
    super(
      {
        headersTimeout: HEADERS_TIMEOUT_MS,
        requestTimeout: REQUEST_TIMEOUT_MS,
        keepAliveTimeout: KEEP_ALIVE_MS,
        connectionsCheckingInterval: 2_000,
      },
      (request, response) => {
        // While shutting down, each connection ends with its present answer.
        if (!this.listening) response.shouldKeepAlive = false;
        if (request.url === "/e" && request.method === "POST") collect(options.collector, request, response);
        else void route(options, request, response);
      },
    );
    // Connections come to the fast lane first; it gives Node's own listeners what is not for it.
    const listeners = this.listeners("connection");
    this.removeAllListeners("connection");
    this.lane = new FastLane({
      collector: options.collector,
      toHttp: (socket) => {
        for (const listener of listeners) Reflect.apply(listener, this, [socket]);
      },
      staysOpen: () => this.listening,
      keepAliveMs: KEEP_ALIVE_MS,
    });
    this.on("connection", (socket: Socket) => this.lane.add(socket));
  }

  override closeIdleConnections(): void {
    this.lane.closeIdle();
    super.closeIdleConnections();
  }

  override closeAllConnections(): void {
    this.lane.closeAll();
    super.closeAllConnections();
  }
}

/** Makes the listener; whoever made it calls listen. */
export const createCollectorServer = (options: CollectorServerOptions): Server =>
  new CollectorServer(options);

async function route(
  options: CollectorServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = pathOf(request);
  if (path === "/e") return collectOther(options.collector, request, response);
  if (path === "/t.js") return sendScript(options.script, request, response);
  const script = options.moreScripts?.[path];
  if (script) return sendScript(script, request, response);
  if (path === "/r" && options.replays) return serveReplays(options.replays, request, response);
  if (path.startsWith("/ph/") && options.servePosthog) return options.servePosthog(request, response);
  if (path === "/health") return sendJson(response, 200, { status: "ok" });
  if (path === "/health/ready") {
    const ready = await options.isReady();
    return sendJson(response, ready ? 200 : 503, { status: ready ? "ok" : "the database is away" });
  }
  if (path === "/metrics" && isLocal(request)) return sendJson(response, 200, metrics(options.collector));
  return sendJson(response, 404, { status: "not found" });
}

function collectOther(collector: Collector, request: IncomingMessage, response: ServerResponse): void {
  if (request.method === "POST") collect(collector, request, response);
  else if (request.method === "OPTIONS") response.writeHead(204, PREFLIGHT_HEADERS).end();
  else response.writeHead(405, ["Allow", "POST, OPTIONS", ...CORS]).end();
}

function collect(collector: Collector, request: IncomingMessage, response: ServerResponse): void {
  readBody(request, (body) => {
    const { headers } = request;
    const forwarded = headers["x-forwarded-for"];
    collector.handle(
      {
        body,
        peer: request.socket.remoteAddress ?? "",
        forwardedFor: Array.isArray(forwarded) ? forwarded.join(",") : forwarded,
        userAgent: headers["user-agent"] ?? "",
        purpose: purposeOf((name) => headers[name]?.toString()),
        cookie: headers.cookie,
      },
      (outcome) => sendOutcome(response, request, outcome),
    );
  });
}

function sendOutcome(response: ServerResponse, request: IncomingMessage, outcome: CollectOutcome): void {
  if (response.destroyed) return;
  if (outcome.status === 204 && !outcome.consented) {
    response.writeHead(204, CORS_LIST);
    response.end();
    return;
  }
  const headers = outcomeHeaders(outcome, () => originOf(request));
  // The rest of an oversized body is not worth reading: the connection ends with the answer.
  if (outcome.status === 413) response.writeHead(413, { ...headers, Connection: "close" });
  else response.writeHead(outcome.status, headers);
  response.end();
}

// Behind a proxy the way from the browser is told by X-Forwarded-Proto; it decides only how a cookie is marked.
function originOf(request: IncomingMessage): Origin {
  const isHttps = request.headers["x-forwarded-proto"] === "https";
  return { origin: request.headers.origin, isHttps };
}

/** Hands over the body once it is complete; never, when the sender goes away before that. */
function readBody(request: IncomingMessage, done: (body: string | { tooLargeBytes: number }) => void): void {
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced > BODY_BYTES_MAX) {
    done({ tooLargeBytes: announced });
    return;
  }
  let first: Buffer | null = null;
  let rest: Buffer[] | null = null;
  let sizeBytes = 0;
  request.on("data", (chunk: Buffer) => {
    sizeBytes += chunk.length;
    if (sizeBytes > BODY_BYTES_MAX) {
      request.removeAllListeners("data").removeAllListeners("end").pause();
      done({ tooLargeBytes: sizeBytes });
    } else if (first === null) first = chunk;
    else (rest ??= [first]).push(chunk);
  });
  request.on("end", () =>
    done(rest ? Buffer.concat(rest).toString("utf8") : (first?.toString("utf8") ?? "")),
  );
}

function sendScript(script: ScriptFile, request: IncomingMessage, response: ServerResponse): void {
  const file = script.read();
  if (!file) return sendJson(response, 404, { status: "the tracker has not been built; run npm run build" });
  const headers = [
    ...CORS,
    "Cache-Control",
    "public, max-age=3600",
    "ETag",
    file.etag,
    "Vary",
    "Accept-Encoding",
  ];
  if (request.headers["if-none-match"] === file.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const isBrotli = /\bbr\b/.test(String(request.headers["accept-encoding"] ?? ""));
  const body = isBrotli ? file.brotli : file.plain;
  if (isBrotli) headers.push("Content-Encoding", "br");
  response.writeHead(200, [
    ...headers,
    "Content-Type",
    "text/javascript; charset=utf-8",
    "Content-Length",
    String(body.length),
  ]);
  response.end(request.method === "HEAD" ? undefined : body);
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, [...NO_STORE, "Content-Type", "application/json"]).end(JSON.stringify(body));
}

const metrics = (collector: Collector): object => ({
  ...collector.writer.counts,
  rssBytes: process.memoryUsage.rss(),
  queued: collector.writer.depth,
  dropped: collector.drops.totals,
});

function isLocal(request: IncomingMessage): boolean {
  const peer = request.socket.remoteAddress ?? "";
  return (
    ["127.0.0.1", "::1", "::ffff:127.0.0.1"].includes(peer) &&
    request.headers["x-forwarded-for"] === undefined
  );
}

function pathOf(request: IncomingMessage): string {
  const url = request.url ?? "/";
  const end = url.indexOf("?");
  return end < 0 ? url : url.slice(0, end);
}
