import type { IncomingMessage, ServerResponse } from "node:http";
import { PEER_HEADER, peerAddress } from "@/lib/client-address";
import { answerProxy, PROXY_BYTES_MAX } from "./answer";

async function readCapped(request: IncomingMessage): Promise<Uint8Array | null> {
  if (Number(request.headers["content-length"] ?? 0) > PROXY_BYTES_MAX) return null;
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request) {
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    sizeBytes += bytes.length;
    if (sizeBytes > PROXY_BYTES_MAX) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** What the caller's address is told from: the socket's other end, and what trusted proxies write. */
function addressOf({ headers, socket }: IncomingMessage): string {
  return peerAddress((name) => {
    const value = name === PEER_HEADER ? socket.remoteAddress : headers[name];
    return Array.isArray(value) ? value.join(",") : (value ?? "");
  });
}

const PREFIX = "/ph/";

/** Answers /ph/… on the collector's plain listener. */
export async function serveProxy(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? PREFIX, "http://collector");
  try {
    const { status, headers, body } = await answerProxy({
      method: request.method ?? "GET",
      path: url.pathname.slice(PREFIX.length),
      search: url.search,
      origin: request.headers.origin ?? null,
      contentType: request.headers["content-type"] ?? "",
      userAgent: request.headers["user-agent"] ?? "",
      address: addressOf(request),
      readBody: () => readCapped(request),
    });
    response.writeHead(status, headers).end(body);
  } catch {
    // The database is away, or the page has gone: the recorder tries again by itself.
    if (!response.headersSent) response.writeHead(503, { "Retry-After": "30" });
    response.end();
  }
}
