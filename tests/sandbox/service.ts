import type { IncomingMessage, ServerResponse } from "node:http";

/** A stand-in for something outside the product, mounted at /{id}. */
export type SandboxService = {
  id: string;
  /** One line for the list at /. */
  title: string;
  /** Answers requests for /{id} and below. */
  handle(request: IncomingMessage, response: ServerResponse, url: URL): void | Promise<void>;
};

/** Answers with a text; a HEAD request gets the headers alone. */
export function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: { status?: number; type: string; body: string; headers?: Record<string, string> },
): void {
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status ?? 200, {
    "Content-Type": `${answer.type}; charset=utf-8`,
    "Content-Length": String(body.length),
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    ...answer.headers,
  });
  response.end(request.method === "HEAD" ? undefined : body);
}
