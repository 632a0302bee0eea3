import { completeSignIn, sessionCookie, sessionIdOf } from "@/lib/auth";
import { CodeInput, Done } from "@/lib/auth/schemas";
import { publicRoute } from "@/lib/http";

export const POST = publicRoute({
  rateLimit: "anon",
  summary: "Finish a browser's sign-in with the second factor",
  description:
    "Takes six digits of the authenticator app or a recovery code. The cookie is replaced by a new one.",
  errors: ["unauthenticated"],
  input: { body: CodeInput },
  output: Done,
  handle: async (caller, { body }) => {
    const sessionId = await completeSignIn(await sessionIdOf(caller.headers), body, caller);
    const headers = { "set-cookie": await sessionCookie(sessionId), "cache-control": "no-store" };
    return Response.json({ status: "ok" }, { headers });
  },
});
