import type { IncomingMessage, ServerResponse } from "node:http";
import { CHUNK_BYTES_MAX, HEAD_BYTES_MAX } from "../limits";
import { CONFIG_HEADERS, replayHeaders, replayPreflight } from "./answers";
import type { ReplayOutcome, ReplayReceiver, ReplayRequest } from "./replay-receiver";

const BODY_BYTES_MAX = CHUNK_BYTES_MAX + HEAD_BYTES_MAX;

/** The collector's `/r`: pieces by POST, the recorder's configuration by GET. */
export async function serveReplays(
  receiver: ReplayReceiver,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { origin } = request.headers;
  if (request.method === "OPTIONS") response.writeHead(204, replayPreflight(origin)).end();
  else if (request.method === "GET") await sendConfig(receiver, request, response);
  else if (request.method === "POST") await take(receiver, request, response);
  else response.writeHead(405, { Allow: "GET, POST, OPTIONS" }).end();
}

async function take(
  receiver: ReplayReceiver,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  if (body === null) return;
  const forwarded = request.headers["x-forwarded-for"];
  const outcome = await receiver.receive({
    body,
    contentType: request.headers["content-type"],
    peer: request.socket.remoteAddress ?? "",
    forwardedFor: Array.isArray(forwarded) ? forwarded.join(",") : forwarded,
    userAgent: request.headers["user-agent"] ?? "",
    cookie: request.headers.cookie,
  });
  send(response, outcome, request.headers.origin);
}

function send(response: ServerResponse, outcome: ReplayOutcome, origin: string | undefined): void {
  if (response.destroyed) return;
  const headers = replayHeaders(outcome, origin);
  // The rest of an oversized body is not worth reading: the connection ends with the answer.
  response.writeHead(outcome.status, outcome.status === 413 ? { ...headers, Connection: "close" } : headers);
  response.end();
}

/** @returns null when the sender went away */
function readBody(request: IncomingMessage): Promise<ReplayRequest["body"] | null> {
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced > BODY_BYTES_MAX) return Promise.resolve({ tooLargeBytes: announced });
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let sizeBytes = 0;
    request.on("data", (part: Buffer) => {
      sizeBytes += part.length;
      if (sizeBytes <= BODY_BYTES_MAX) return void parts.push(part);
      request.removeAllListeners("data").pause();
      resolve({ tooLargeBytes: sizeBytes });
    });
    request.on("end", () => resolve(Buffer.concat(parts)));
    request.on("close", () => resolve(null));
  });
}

async function sendConfig(
  receiver: ReplayReceiver,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const key = new URL(request.url ?? "/", "http://collector").searchParams.get("k") ?? "";
  const config = await receiver.configOf(key).catch(() => undefined);
  response.writeHead(config === undefined ? 503 : config ? 200 : 404, CONFIG_HEADERS);
  response.end(JSON.stringify(config ?? { status: "nothing is recorded here" }));
}
