import type { IncomingMessage, ServerResponse } from "node:http";
import type { z } from "zod";
import type { Call } from "./control/call";

/** What the sandbox gives a service: its clock, its ledger and the faults that somebody asked for. */
export type ServiceContext = {
  /** Milliseconds since 1970 by this service's clock; the control API can set it forward or back. */
  nowMs(): number;
  /** Takes the next fault of the service's own kind `name` whose params please `matches`; null when there is none. */
  takeFault<T>(name: string, matches?: (params: T) => boolean): T | null;
  /** Milliseconds by which answers are held back at the moment. */
  latencyMs(): number;
  /** Adds a line to the ledger for something that is no HTTP request. */
  note(line: { method: string; path: string; body: string; status: number }): void;
};

/** A stand-in for something outside the product, mounted at /{id}. Faults, latency, clock and ledger come by themselves. */
export type SandboxService = {
  id: string;
  /** One line for the list at /. */
  title: string;
  /** Where the list leads, when there is a page for people; below /{id}. */
  page?: string;
  /** The largest body that is taken, in bytes; DEFAULT_BODY_BYTES_MAX when absent. */
  bodyBytesMax?: number;
  /** Faults of this service's own by name, with the shape of their params; they are taken by context.takeFault. */
  ownFaults?: Readonly<Record<string, z.ZodType>>;
  /** Changes what the control API's `settings` may change. @throws z.ZodError for another shape */
  configure?(settings: unknown): void;
  /** Forgets everything but its settings at the start. */
  reset?(): void;
  /** Called once, before the first request; for listeners of its own. */
  start?(context: ServiceContext): Promise<void>;
  /** Ends what `start` began. */
  stop?(): Promise<void>;
  /** Answers requests for /{id} and below. The body has been read: it is in `call.body`. */
  handle(request: IncomingMessage, response: ServerResponse, url: URL, call: Call): void | Promise<void>;
};

export const DEFAULT_BODY_BYTES_MAX = 32 * 1024 * 1024;

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

/** Answers with JSON. */
export function sendJson(
  request: IncomingMessage,
  response: ServerResponse,
  value: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  send(request, response, { status, type: "application/json", body: JSON.stringify(value), headers });
}

/** Sends the browser on, with GET. */
export function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { Location: location, "Cache-Control": "no-store", "Content-Length": "0" });
  response.end();
}
