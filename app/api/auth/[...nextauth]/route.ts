import NextAuth from "next-auth";
import { NextRequest } from "next/server";
import { authOptions, finishVisit, goTo, readVisit, refuseEarly } from "@/lib/auth";
import type { RouteArgs } from "@/lib/http";
import { enforceLimit } from "@/lib/http/admit";
import { readBytes } from "@/lib/http/body";
import { publicRequestOf, respond, withHeaders } from "@/lib/http/shared";

type Handle = (request: Request, args: RouteArgs) => Promise<Response>;

const BODY_BYTES_MAX = 20_000;

// The options know the request: whom a sign-in replaces, and whether a service is to be connected.
async function visitNextAuth(request: Request, args: RouteArgs): Promise<Response> {
  const visit = await readVisit(request);
  const refused = await refuseEarly(visit, new URL(request.url));
  if (refused) return goTo(refused);
  // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- next-auth types what it makes as any
  const handle: Handle = NextAuth(authOptions(visit));
  return finishVisit(visit, await handle(request, args));
}

/** The same request with a body that is known to be small. @throws AppError payload_too_large */
async function withBoundedBody(request: Request): Promise<Request> {
  if (request.method !== "POST") return request;
  const body = await readBytes(request, BODY_BYTES_MAX);
  return new NextRequest(request.url, { method: "POST", headers: request.headers, body });
}

/** next-auth itself has no limits, reads bodies of any size, and writes what anybody posts to /_log into our log. */
const handler = (request: Request, args: RouteArgs): Promise<Response> =>
  respond(request, async (trace) => {
    await enforceLimit("sign-in-calls", publicRequestOf(request, trace).address, trace);
    const bounded = await withBoundedBody(request);
    const isLog = new URL(request.url).pathname.endsWith("/_log");
    return withHeaders(
      isLog ? new Response(null, { status: 204 }) : await visitNextAuth(bounded, args),
      trace,
    );
  });

export { handler as GET, handler as POST };
