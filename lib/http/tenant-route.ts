import type { z } from "zod";
import { authenticateRequest, chooseMembership, type LiveSession } from "@/lib/auth";
import { forbidden, notFound, rateLimited } from "@/lib/errors";
import { createOnce } from "@/lib/idempotency";
import { consume, type LimitName, rateHeaders } from "@/lib/rate-limit";
import { can, type Ctx, type Permission } from "@/lib/tenancy";
import { requireSameOrigin } from "./origin";
import { answer, parseInput, respond, type Trace } from "./shared";
import type { InputSchemas, RouteArgs, RouteHandler, TenantRouteDef } from "./types";

/** Counts a request and leaves the RateLimit headers. @throws AppError rate_limited */
export async function enforceLimit(name: LimitName, key: string, trace: Trace): Promise<void> {
  const state = await consume(name, key);
  Object.assign(trace.headers, rateHeaders(state));
  if (!state.allowed) throw rateLimited(state.resetS);
}

function contextOf(request: Request, session: LiveSession, trace: Trace): Ctx {
  const membership = chooseMembership(session, request.headers.get("x-workspace-id"));
  if (!membership) throw notFound("workspace");
  trace.tenantId = membership.tenantId;
  return {
    tenantId: membership.tenantId,
    requestId: trace.requestId,
    actor: { type: "user", userId: session.user.id, sessionId: session.sessionId, role: membership.role },
  };
}

/** Who asks, in which workspace, within their limits and allowed to. Steps in this order; the first fault answers. */
async function admit(request: Request, permission: Permission, trace: Trace): Promise<Ctx> {
  const session = await authenticateRequest(request);
  trace.actor = session.user.id;
  requireSameOrigin(request);
  const ctx = contextOf(request, session, trace);
  await enforceLimit("session", session.user.id, trace);
  if (!can(ctx, permission)) throw forbidden();
  return ctx;
}

async function run<I extends InputSchemas, O extends z.ZodType>(
  def: TenantRouteDef<I, O>,
  request: Request,
  args: RouteArgs,
  trace: Trace,
): Promise<Response> {
  const ctx = await admit(request, def.permission, trace);
  const { input, rawBody } = await parseInput(request, args, def.input, { bytesMax: def.bodyBytesMax });
  const status = def.status ?? 200;
  const key = request.headers.get("idempotency-key");
  if (status !== 201 || key === null) return answer(def.output, await def.handle(ctx, input), status, trace);
  const route = `${request.method} ${new URL(request.url).pathname}`;
  const { result, replayed } = await createOnce(ctx, { key, route, body: rawBody }, status, (inner) =>
    def.handle(inner, input),
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
