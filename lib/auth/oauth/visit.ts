import { createHash } from "node:crypto";
import { peerAddress } from "@/lib/client-address";
import { env } from "@/lib/env";
import { newId } from "@/lib/ids";
import { consume } from "@/lib/rate-limit";
import { readCookie, sessionCookieName, sessionIdFromCookie } from "../cookie";
import { ProviderId } from "../schemas";
import type { OAuthFault } from "./faults";
import { forgetIntent, type LinkIntent, readIntent } from "./link-intent";

/** What a person's "no" is called there. */
const DENIALS: ReadonlySet<string> = new Set([
  "access_denied",
  "user_cancelled_login",
  "user_cancelled_authorize",
]);
const HOME = "/dashboard";
const LINK_PAGE = "/settings/profile";

/** One request to next-auth: who sends it, and what came of it. */
export interface Visit {
  requestId: string;
  address: string;
  userAgent: string;
  /** The session that this browser has now; a sign-in takes its place. */
  sessionId: string | null;
  /** Set on the way back from a service, when the person wanted to connect it. */
  intent: LinkIntent | null;
  /** The provider that sends somebody back. */
  callbackOf: ProviderId | null;
  /** The sign-in that this request opened. */
  opened: { sessionId: string; secondFactorPending: boolean } | null;
}

/** Reads what a sign-in needs to know of its request. */
export async function readVisit(request: Request): Promise<Visit> {
  const cookies = request.headers.get("cookie");
  const sessionId = await sessionIdFromCookie(readCookie(cookies, sessionCookieName()));
  const [, id] = /\/api\/auth\/callback\/([a-z]+)$/.exec(new URL(request.url).pathname) ?? [];
  const provider = ProviderId.safeParse(id);
  const callbackOf = provider.success ? provider.data : null;
  return {
    requestId: newId(),
    address: peerAddress((name) => request.headers.get(name) ?? ""),
    userAgent: request.headers.get("user-agent") ?? "",
    sessionId,
    intent: callbackOf ? await readIntent(cookies, callbackOf, sessionId) : null,
    callbackOf,
    opened: null,
  };
}

/** A path of this product out of any address; another site's becomes the overview. */
export function ownPath(url: string): string {
  const base = new URL(env().APP_URL).origin;
  const target = URL.canParse(url, base) ? new URL(url, base) : null;
  // A path that begins with two slashes is another site to whoever follows it by itself.
  if (target?.origin !== base || target.pathname.startsWith("//")) return HOME;
  return `${target.pathname}${target.search}${target.hash}`;
}

/** Where somebody is sent whose sign-in, or whose connecting, did not work. */
export function faultPath(visit: Visit, fault: OAuthFault): string {
  const query = new URLSearchParams({ error: fault, provider: visit.callbackOf ?? "" });
  return `${visit.intent ? LINK_PAGE : "/auth/login"}?${query.toString()}`;
}

/** Where somebody lands who has connected a service. */
export const linkedPath = (visit: Visit): string => `${LINK_PAGE}?connected=${visit.callbackOf ?? ""}`;

/**
 * Looks at a service's answer before next-auth does.
 * @returns a path to send the browser to at once: the person said no, or this very answer was here before; null to go on
 */
export async function refuseEarly(visit: Visit, url: URL): Promise<string | null> {
  if (!visit.callbackOf) return null;
  const error = url.searchParams.get("error");
  if (error !== null) return faultPath(visit, DENIALS.has(error) ? "denied" : "failed");
  const state = url.searchParams.get("state");
  if (!state) return faultPath(visit, "failed");
  // A state works once, also for somebody who holds the browser's cookies.
  const key = createHash("sha256").update(state).digest("base64url");
  return (await consume("oauth-state", key)).allowed ? null : faultPath(visit, "failed");
}

const secondStep = (next: string): string =>
  `/auth/second-factor?${new URLSearchParams({ next: ownPath(next) }).toString()}`;

/** Adds what next-auth does not know of: the second step, the connecting that is over, and that nothing is kept. */
export async function finishVisit(visit: Visit, response: Response): Promise<Response> {
  const headers = new Headers(response.headers);
  headers.set("cache-control", "no-store");
  headers.set("referrer-policy", "no-referrer");
  if (visit.callbackOf) headers.append("set-cookie", forgetIntent());
  const location = headers.get("location");
  // next-auth sends every fault of the exchange to pages of its own.
  if (visit.callbackOf && /\/api\/auth\/(error|signin)\b/.test(location ?? "")) {
    headers.set("location", faultPath(visit, "failed"));
    return new Response(null, { status: response.status, headers });
  }
  const isJson = headers.get("content-type")?.includes("application/json") ?? false;
  if (!visit.opened?.secondFactorPending || (location === null && !isJson))
    return new Response(response.body, { status: response.status, headers });
  if (location !== null) {
    headers.set("location", secondStep(location));
    return new Response(null, { status: response.status, headers });
  }
  const body: unknown = await response.json();
  const url = typeof body === "object" && body !== null && "url" in body ? String(body.url) : HOME;
  headers.delete("content-length");
  const next = new URL(secondStep(url), env().APP_URL).href;
  return new Response(JSON.stringify({ url: next }), { status: response.status, headers });
}

/** A redirect that forgets the connecting. */
export const goTo = (path: string): Response =>
  new Response(null, {
    status: 302,
    headers: {
      location: path,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "set-cookie": forgetIntent(),
    },
  });
