import type { z } from "zod";
import { peerAddress } from "@/lib/client-address";
import { invalid, notFound, toAppError, toInvalidParams, toProblem } from "@/lib/errors";
import { env } from "@/lib/env";
import { newId } from "@/lib/ids";
import { logger } from "@/lib/logger";
import { BODY_BYTES_MAX, parseBody, readBytes } from "./body";
import type { Input, InputSchemas, PublicRequest, RouteArgs } from "./types";

/** What a step of a request leaves for the log and the answer. */
export interface Trace {
  requestId: string;
  startedAtMs: number;
  tenantId?: string;
  actor?: string;
  headers: Record<string, string>;
}

const startTrace = (): Trace => ({ requestId: newId(), startedAtMs: performance.now(), headers: {} });

/** The caller of a request without sign-in. */
export const publicRequestOf = (request: Request, trace: Trace): PublicRequest => ({
  requestId: trace.requestId,
  address: peerAddress((name) => request.headers.get(name) ?? ""),
  userAgent: request.headers.get("user-agent") ?? "",
  headers: request.headers,
  url: new URL(request.url),
});

interface BodyRules {
  bytesMax?: number | undefined;
  format?: "json" | "form" | undefined;
}

/**
 * Path parameters, query and body against their schemas. A path parameter that does not parse is a record that cannot exist: 404.
 * @throws AppError not_found | bad_request | payload_too_large | validation_failed
 */
export async function parseInput<I extends InputSchemas>(
  request: Request,
  args: RouteArgs,
  schemas: I | undefined,
  rules: BodyRules,
): Promise<{ input: Input<I>; rawBody: string }> {
  const params = schemas?.params?.safeParse(await args.params);
  if (params && !params.success) throw notFound("record");
  const query = schemas?.query
    ? parseOrThrow(schemas.query, queryOf(new URL(request.url).searchParams))
    : undefined;
  let rawBody = "";
  let body: unknown;
  if (schemas?.body) {
    const bytes = await readBytes(request, rules.bytesMax ?? BODY_BYTES_MAX);
    rawBody = Buffer.from(bytes).toString("latin1");
    body = parseOrThrow(
      schemas.body,
      await parseBody(bytes, request.headers.get("content-type") ?? "", rules.format ?? "json"),
    );
  }
  const input: unknown = { params: params?.data, query, body };
  // eslint-disable-next-line house/no-unchecked-cast -- the three parts were parsed by the very schemas that Input is made of
  return { input: input as Input<I>, rawBody };
}

function parseOrThrow(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (!result.success) throw invalid(toInvalidParams(result.error));
  return result.data;
}

function queryOf(search: URLSearchParams): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name);
    query[name] = values.length > 1 ? values : (values[0] ?? "");
  }
  return query;
}

/** Adds what every answer carries to one that a handler made itself. */
export function withHeaders(response: Response, trace: Trace): Response {
  for (const [name, value] of Object.entries({ ...trace.headers, "x-request-id": trace.requestId }))
    response.headers.set(name, value);
  return response;
}

/** JSON of a verb's result; outside production it is held against the declared output first. A Response passes as it is. */
export function answer(output: z.ZodType, result: unknown, status: number, trace: Trace): Response {
  if (result instanceof Response) return withHeaders(result, trace);
  if (env().NODE_ENV !== "production") assertOutput(output, result);
  const headers = { ...trace.headers, "x-request-id": trace.requestId, "cache-control": "no-store" };
  if (status === 204) return new Response(null, { status, headers });
  return Response.json(result, { status, headers });
}

// A plain Error, since a ZodError would tell the caller that their input was wrong.
function assertOutput(output: z.ZodType, result: unknown): void {
  const checked = output.safeParse(result);
  if (!checked.success) throw new Error(`The answer breaks its declared shape: ${checked.error.message}`);
}

/** problem+json of an error. */
function refusal(error: unknown, trace: Trace): Response {
  const problem = toProblem(error, trace.requestId);
  return new Response(JSON.stringify(problem.body), {
    status: problem.status,
    headers: {
      ...trace.headers,
      ...problem.headers,
      "x-request-id": trace.requestId,
      "cache-control": "no-store",
    },
  });
}

// The token of an invitation is part of its path; ids (36 letters) are not secret and stay readable.
const SECRET_SEGMENT = /[A-Za-z0-9_-]{40,}/g;
const loggedPath = (request: Request): string =>
  new URL(request.url).pathname.replace(SECRET_SEGMENT, "[redacted]");

/** One line a request: expected refusals are information, our own faults are errors and carry their cause. */
function logRequest(request: Request, status: number, trace: Trace, error?: unknown): void {
  const line = {
    requestId: trace.requestId,
    tenantId: trace.tenantId,
    actor: trace.actor,
    method: request.method,
    path: loggedPath(request),
    status,
    durationMs: Math.round(performance.now() - trace.startedAtMs),
  };
  if (status >= 500) logger().error({ ...line, err: toAppError(error).cause ?? error }, "request failed");
  else logger().info(line, "request");
}

/** The tail that all routes share: whatever is thrown becomes problem+json, and every request leaves one line in the log. */
export async function respond(
  request: Request,
  work: (trace: Trace) => Promise<Response>,
): Promise<Response> {
  const trace = startTrace();
  try {
    const response = await work(trace);
    logRequest(request, response.status, trace);
    return response;
  } catch (error) {
    const response = refusal(error, trace);
    logRequest(request, response.status, trace, error);
    return response;
  }
}
