import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth";
import type { RouteArgs } from "@/lib/http";

// The options read the environment, which is not there while Next builds; hence a call per request.
const handler = (request: Request, args: RouteArgs): Promise<Response> =>
  NextAuth(authOptions())(request, args);

export { handler as GET, handler as POST };
