import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { sendJson } from "../service";
import { readBody } from "./body";
import { FaultInput } from "./faults";
import { isOwnOrNoPage } from "./guard";
import type { ServiceRuntime } from "./runtime";

const BODY_BYTES_MAX = 1024 * 1024;
const service = z.string();
const milliseconds = z.number().int();

class ControlError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

type Runtimes = readonly ServiceRuntime[];
type Command = (runtimes: Runtimes, body: unknown) => unknown;

/** The services that a request means: one by its id, or all of them without. */
function chosen(runtimes: Runtimes, id: string | undefined): Runtimes {
  if (id === undefined) return runtimes;
  const found = runtimes.filter((one) => one.service.id === id);
  if (found.length === 0) throw new ControlError(404, `There is no service "${id}".`);
  return found;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  "POST /faults": (runtimes, body) => {
    const { service: id, fault } = z.strictObject({ service, fault: FaultInput }).parse(body);
    for (const runtime of chosen(runtimes, id)) {
      if (fault.kind === "own") {
        const params = runtime.service.ownFaults?.[fault.name];
        if (!params) throw new ControlError(422, `${id} has no fault "${fault.name}".`);
        fault.params = params.parse(fault.params ?? {});
      }
      runtime.faults.add(fault);
    }
  },
  "POST /latency": (runtimes, body) => {
    const input = z
      .strictObject({ service: service.optional(), ms: milliseconds.min(0).max(600_000) })
      .parse(body);
    for (const runtime of chosen(runtimes, input.service)) runtime.latencyMs = input.ms;
  },
  "POST /clock": (runtimes, body) => {
    const input = z.strictObject({ service: service.optional(), offsetMs: milliseconds }).parse(body);
    for (const runtime of chosen(runtimes, input.service)) runtime.clockOffsetMs = input.offsetMs;
  },
  "POST /settings": (runtimes, body) => {
    const input = z.strictObject({ service, settings: z.unknown() }).parse(body);
    for (const runtime of chosen(runtimes, input.service)) {
      if (!runtime.service.configure) throw new ControlError(422, `${input.service} has no settings.`);
      runtime.service.configure(input.settings);
    }
  },
  "POST /reset": (runtimes, body) => {
    const input = z.strictObject({ service: service.optional() }).parse(body);
    for (const runtime of chosen(runtimes, input.service)) runtime.reset();
  },
};

const LedgerQuery = z.strictObject({
  service: service.optional(),
  method: z.string().optional(),
  path: z.string().optional(),
  status: z.coerce.number().int().optional(),
  sinceId: z.coerce.number().int().optional(),
});

function read(runtimes: Runtimes, path: string, query: URLSearchParams): unknown {
  if (path === "/ledger") {
    const { service: id, ...filter } = LedgerQuery.parse(Object.fromEntries(query));
    return { items: chosen(runtimes, id).flatMap((runtime) => runtime.ledger.list(filter)) };
  }
  if (path !== "") throw new ControlError(404, "There is nothing here.");
  return {
    services: runtimes.map((runtime) => ({
      id: runtime.service.id,
      title: runtime.service.title,
      latencyMs: runtime.latencyMs,
      clockOffsetMs: runtime.clockOffsetMs,
      faults: runtime.faults.list(),
      requests: runtime.ledger.length,
    })),
  };
}

async function answer(runtimes: Runtimes, request: IncomingMessage, url: URL): Promise<unknown> {
  if (!isOwnOrNoPage(request)) throw new ControlError(403, "Pages of other origins have no business here.");
  const path = url.pathname.slice("/__control".length).replace(/\/$/, "");
  if (request.method === "GET") return read(runtimes, path, url.searchParams);
  const command = COMMANDS[`${request.method} ${path}`];
  if (!command) throw new ControlError(404, "There is nothing here.");
  // A form of another page can send neither this type nor ask the browser for leave to do so.
  if (!/^application\/json\b/.test(request.headers["content-type"] ?? ""))
    throw new ControlError(415, "Send application/json.");
  const body = await readBody(request, BODY_BYTES_MAX);
  if (!body) throw new ControlError(413, "Too large.");
  return command(runtimes, parseJson(body)) ?? { done: true };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new ControlError(400, "This is not JSON.");
  }
}

/** Answers /__control: state and ledger by GET, everything else by POST with JSON. */
export async function control(
  runtimes: Runtimes,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  try {
    sendJson(request, response, await answer(runtimes, request, url));
  } catch (error) {
    if (error instanceof ControlError)
      return sendJson(request, response, { error: error.message }, error.status);
    if (error instanceof z.ZodError)
      return sendJson(request, response, { error: z.prettifyError(error) }, 422);
    throw error;
  }
}
