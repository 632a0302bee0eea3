import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth";
import type { RouteArgs } from "@/lib/http";

type Handle = (request: Request, args: RouteArgs) => Promise<Response>;

// The options read the environment, which is not there while Next builds; hence a call per request.
function handler(request: Request, args: RouteArgs): Promise<Response> {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- next-auth types what it makes as any
  const handle: Handle = NextAuth(authOptions());
  return handle(request, args);
}

export { handler as GET, handler as POST };
