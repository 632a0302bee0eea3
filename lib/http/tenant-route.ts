import type { z } from "zod";
import { forbidden } from "@/lib/errors";
import { createOnce } from "@/lib/idempotency";
import { can } from "@/lib/tenancy";
import { admitToTenant } from "./admit";
import { answer, parseInput, publicRequestOf, respond, type Trace } from "./shared";
import type { InputSchemas, RouteArgs, RouteHandler, TenantRouteDef } from "./types";

async function run<I extends InputSchemas, O extends z.ZodType>(
  def: TenantRouteDef<I, O>,
  request: Request,
  args: RouteArgs,
  trace: Trace,
): Promise<Response> {
  const ctx = await admitToTenant(request, def, trace);
  if (!can(ctx, def.permission)) throw forbidden();
  const { input, rawBody } = await parseInput(request, args, def.input, { bytesMax: def.bodyBytesMax });
  const body = def.bodyFormat === "bytes" ? request.body : null;
  const caller = { ...publicRequestOf(request, trace), body };
  const status = def.status ?? 200;
  const key = request.headers.get("idempotency-key");
  if (status !== 201 || key === null)
    return answer(def.output, await def.handle(ctx, input, caller), status, trace);
  const route = `${request.method} ${new URL(request.url).pathname}`;
  const { result, replayed } = await createOnce(ctx, { key, route, body: rawBody }, status, (inner) =>
    def.handle(inner, input, caller),
  );
  if (replayed) trace.headers["idempotency-replayed"] = "true";
  return answer(def.output, result, status, trace);
}

/**
 * A route of the product: sign-in, workspace, limits, permission, input and answer are declared, the verb does the rest.
 * The handler carries its declaration as `.def` for the isolation matrix and the API document.
 */
export function tenantRoute<I extends InputSchemas, O extends z.ZodType>(
  def: TenantRouteDef<I, O>,
): RouteHandler {
  const handler = (request: Request, args: RouteArgs) =>
    respond(request, (trace) => run(def, request, args, trace));
  const { handle: _handle, ...declared } = def;
  return Object.assign(handler, { def: { kind: "tenant" as const, ...declared } });
}
