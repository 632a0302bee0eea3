import type { z } from "zod";
import { createOnceForPerson } from "@/lib/idempotency";
import { admitPerson } from "./admit";
import { answer, parseInput, respond, type Trace } from "./shared";
import type { AccountRouteDef, InputSchemas, RouteArgs, RouteHandler } from "./types";

async function run<I extends InputSchemas, O extends z.ZodType>(
  def: AccountRouteDef<I, O>,
  request: Request,
  args: RouteArgs,
  trace: Trace,
): Promise<Response> {
  const person = await admitPerson(request, def.credentials, trace);
  const { input, rawBody } = await parseInput(request, args, def.input, { bytesMax: def.bodyBytesMax });
  const status = def.status ?? 200;
  const key = request.headers.get("idempotency-key");
  if (status !== 201 || key === null)
    return answer(def.output, await def.handle(person, input, request), status, trace);
  const route = `${request.method} ${new URL(request.url).pathname}`;
  const { result, replayed } = await createOnceForPerson(
    person.userId,
    { key, route, body: rawBody },
    status,
    (db) => def.handle({ ...person, db }, input, request),
  );
  if (replayed) trace.headers["idempotency-replayed"] = "true";
  return answer(def.output, result, status, trace);
}

/** A route of what belongs to a person and to no workspace: their account, their sessions, the list of their workspaces. */
export function accountRoute<I extends InputSchemas, O extends z.ZodType>(
  def: AccountRouteDef<I, O>,
): RouteHandler {
  const handler = (request: Request, args: RouteArgs) =>
    respond(request, (trace) => run(def, request, args, trace));
  const { handle: _handle, ...declared } = def;
  return Object.assign(handler, { def: { kind: "account" as const, ...declared } });
}
