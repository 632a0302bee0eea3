import NextAuth from "next-auth";
import { authOptions, finishVisit, goTo, readVisit, refuseEarly } from "@/lib/auth";
import type { RouteArgs } from "@/lib/http";

type Handle = (request: Request, args: RouteArgs) => Promise<Response>;

// The options know the request: whom a sign-in replaces, and whether a service is to be connected.
async function handler(request: Request, args: RouteArgs): Promise<Response> {
  const visit = await readVisit(request);
  const refused = await refuseEarly(visit, new URL(request.url));
  if (refused) return goTo(refused);
  // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- next-auth types what it makes as any
  const handle: Handle = NextAuth(authOptions(visit));
  return finishVisit(visit, await handle(request, args));
}

export { handler as GET, handler as POST };
