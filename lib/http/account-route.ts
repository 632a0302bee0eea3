import type { z } from "zod";
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
  const { input } = await parseInput(request, args, def.input, { bytesMax: def.bodyBytesMax });
  return answer(def.output, await def.handle(person, input, request), def.status ?? 200, trace);
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
