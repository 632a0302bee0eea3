import { env } from "@/lib/env";
import { forbidden } from "@/lib/errors";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * A browser sends the session cookie along with a page's request whoever wrote that page. So a change by cookie must come
 * from our own pages: the Origin header is ours (or the same host), or the browser says same-origin itself.
 * @throws AppError forbidden
 */
export function requireSameOrigin(request: Request): void {
  if (SAFE_METHODS.has(request.method)) return;
  const origin = request.headers.get("origin");
  if (origin === null) {
    if (request.headers.get("sec-fetch-site") === "same-origin") return;
    throw forbidden("A change with a session cookie needs the Origin header of this product's own pages.");
  }
  if (origin === new URL(env().APP_URL).origin || sameHost(origin, request.headers.get("host"))) return;
  if (env().CORS_ORIGINS.includes(origin)) return;
  throw forbidden("This request comes from a page of another origin and was refused.");
}

function sameHost(origin: string, host: string | null): boolean {
  return host !== null && URL.canParse(origin) && new URL(origin).host === host;
}
