import type { z } from "zod";
import { answer, parseInput, publicRequestOf, respond, type Trace, withHeaders } from "./shared";
import { BODY_BYTES_MAX, readBytes, toText } from "./body";
import { enforceLimit } from "./admit";
import type { InputSchemas, PublicRouteDef, RouteArgs, RouteHandler, WebhookRouteDef } from "./types";

const ANY_ORIGIN = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers":
    "retry-after, ratelimit-limit, ratelimit-remaining, ratelimit-reset, x-request-id",
};

/** The answer to a browser's preflight for a route that any page may call, without credentials. */
export function preflight(methods: string): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...ANY_ORIGIN,
      "access-control-allow-methods": methods,
      "access-control-allow-headers": "content-type, idempotency-key",
      "access-control-max-age": "86400",
    },
  });
}

async function run<I extends InputSchemas, O extends z.ZodType>(
  def: PublicRouteDef<I, O>,
  request: Request,
  args: RouteArgs,
  trace: Trace,
): Promise<Response> {
  const caller = publicRequestOf(request, trace);
  try {
    await enforceLimit(def.rateLimit, caller.address, trace);
    const { input } = await parseInput(request, args, def.input, {
      bytesMax: def.bodyBytesMax,
      format: def.bodyFormat,
    });
    const result = await def.handle(caller, input);
    return answer(def.output, result, def.status ?? 200, trace);
  } catch (error) {
    const page = def.refuse?.(caller, error);
    if (!page) throw error;
    return withHeaders(page, trace);
  }
}

/** A route without sign-in: limited per address, its input bounded, its answers without secrets. */
export function publicRoute<I extends InputSchemas, O extends z.ZodType>(
  def: PublicRouteDef<I, O>,
): RouteHandler {
  const handler = (request: Request, args: RouteArgs) =>
    respond(request, (trace) => {
      if (def.cors === "any") Object.assign(trace.headers, ANY_ORIGIN);
      return run(def, request, args, trace);
    });
  const { handle: _handle, refuse: _refuse, ...declared } = def;
  return Object.assign(handler, { def: { kind: "public" as const, ...declared } });
}

/** A call from another service: nothing is parsed or believed before its signature over the raw body is checked. */
export function webhookRoute<P>(def: WebhookRouteDef<P>): RouteHandler {
  const handler = (request: Request) =>
    respond(request, async (trace) => {
      const caller = publicRequestOf(request, trace);
      await enforceLimit(def.rateLimit, caller.address, trace);
      const rawBody = toText(await readBytes(request, def.bodyBytesMax ?? BODY_BYTES_MAX));
      await def.handle(caller, await def.verify(caller, rawBody));
      return Response.json(
        { received: true },
        { headers: { ...trace.headers, "x-request-id": trace.requestId } },
      );
    });
  return Object.assign(handler, { def: { kind: "webhook" as const } });
}
