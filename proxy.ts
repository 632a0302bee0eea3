import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/env";
import { readiness } from "@/lib/health";
import { awayPage, isDocument } from "@/lib/http/away-page";
import { corsHeaders, isPreflight } from "@/lib/http/cors";
import { newNonce, securityHeaders } from "@/lib/http/security-headers";

/** Before every page and API call: a fresh nonce for the content security policy, the other security headers, CORS of the API. */
export async function proxy(request: NextRequest): Promise<Response> {
  const nonce = newNonce();
  const development = env().NODE_ENV === "development";
  const security = securityHeaders({ nonce, appUrl: env().APP_URL, development });
  const cors = corsHeaders(request.nextUrl.pathname, request.headers.get("origin"), env().CORS_ORIGINS);
  if (isPreflight(request) && cors)
    return new NextResponse(null, { status: 204, headers: { ...security, ...cors } });
  if (isDocument(request) && (await readiness()).status === "away") return awayPage(security);
  const forwarded = new Headers(request.headers);
  forwarded.set("x-nonce", nonce);
  forwarded.set("content-security-policy", security["content-security-policy"] ?? "");
  const response = NextResponse.next({ request: { headers: forwarded } });
  for (const [name, value] of Object.entries({ ...security, ...cors })) response.headers.set(name, value);
  return response;
}

/**
 * Not for built files, which are public and unchanging, not for the collect path, which must stay cheap, and not for uploads: Next
 * copies a body that passes here and cuts it at 10 MB.
 */
export const config = {
  matcher: [
    "/((?!_next/static|_next/image|api/collect|api/v1/sites/[^/]+/imports/[^/]+/files/|e$|r$|t.js|r.js|ph.js|ph/|images/|icon).*)",
  ],
};
