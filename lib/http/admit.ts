import { authenticate, type Credential, type PersonCtx } from "@/lib/auth/credentials";
import { chooseMembership, type LiveSession } from "@/lib/auth";
import { AppError, conflict, forbidden, notFound, rateLimited, unauthenticated } from "@/lib/errors";
import { consume, type LimitName, type RateState, rateHeaders } from "@/lib/rate-limit";
import type { Ctx } from "@/lib/tenancy";
import { requireSameOrigin } from "./origin";
import { publicRequestOf, type Trace } from "./shared";
import type { CredentialKind } from "./types";

/** Counts a request and leaves the RateLimit headers; of several limits those of the tightest. @throws AppError rate_limited */
export async function enforceLimit(
  name: LimitName,
  key: string,
  trace: Trace,
  points?: number,
): Promise<void> {
  const state = await consume(name, key, points);
  if (isTighter(state, trace)) Object.assign(trace.headers, rateHeaders(state));
  if (!state.allowed) throw rateLimited(state.resetS);
}

const isTighter = (state: RateState, trace: Trace): boolean =>
  !state.allowed || state.remaining < Number(trace.headers["ratelimit-remaining"] ?? Infinity);

/**
 * Who asks. Requests without valid credentials count against their address, so that guessing is slow.
 * @throws AppError unauthenticated | rate_limited
 */
async function identify(request: Request, trace: Trace): Promise<Credential> {
  try {
    return await authenticate(request);
  } catch (error) {
    if (error instanceof AppError && error.code === "unauthenticated")
      await enforceLimit("bad-credentials", publicRequestOf(request, trace).address, trace);
    throw error;
  }
}

const NAMES: Record<CredentialKind, string> = {
  session: "the dashboard's own session",
  token: "an access token",
  key: "an API key",
};

/** @throws AppError forbidden with what would work */
function requireKind(kind: CredentialKind, allowed: readonly CredentialKind[] | undefined): void {
  if (!allowed || allowed.includes(kind)) return;
  const works = allowed.map((name) => NAMES[name]).join(" or ");
  throw forbidden(`This cannot be done with ${NAMES[kind]}; it needs ${works}.`);
}

const userActor = (session: LiveSession, role: Extract<Ctx["actor"], { type: "user" }>["role"]) => ({
  type: "user" as const,
  userId: session.user.id,
  sessionId: session.sessionId,
  role,
});

interface Place {
  tenantId: string;
  actor: Ctx["actor"];
  purgeAfterAt: Date | null;
}

/** The workspace a request works in. What is bound to one (token, key) may name that one and no other. */
function placeOf(credential: Credential, named: string | null): Place {
  if (credential.kind === "key") {
    const { tenantId, keyId, permissions, purgeAfterAt } = credential.key;
    if (named !== null && named !== tenantId) throw notFound("workspace");
    return { tenantId, actor: { type: "api_key", keyId, permissions }, purgeAfterAt };
  }
  const bound = credential.kind === "token" ? credential.tenantId : null;
  if (bound !== null && named !== null && named !== bound) throw notFound("workspace");
  const membership = chooseMembership(credential.session, bound ?? named);
  if (!membership) throw notFound("workspace");
  const { tenantId, role, purgeAfterAt } = membership;
  return {
    tenantId,
    actor: userActor(credential.session, role),
    purgeAfterAt,
  };
}

async function enforceLimits(credential: Credential, tenantId: string | null, trace: Trace): Promise<void> {
  if (credential.kind === "key")
    await enforceLimit("key", credential.key.keyId, trace, credential.key.ratePerMin ?? undefined);
  else
    await enforceLimit(credential.kind === "token" ? "user" : "session", credential.session.user.id, trace);
  if (tenantId !== null) await enforceLimit("workspace", tenantId, trace);
}

const nameOf = (credential: Credential): string =>
  credential.kind === "key" ? credential.key.keyId : credential.session.user.id;

/** What a tenant route demands before its handler runs. */
export interface Demands {
  credentials?: readonly CredentialKind[] | undefined;
  worksWhileClosing?: boolean | undefined;
}

/**
 * Who asks, in which workspace, within their limits. Steps in this order; the first fault answers.
 * @throws AppError unauthenticated | forbidden | not_found | rate_limited | conflict (the workspace is closing)
 */
export async function admitToTenant(request: Request, demands: Demands, trace: Trace): Promise<Ctx> {
  const credential = await identify(request, trace);
  trace.actor = nameOf(credential);
  if (credential.kind === "session") requireSameOrigin(request);
  const place = placeOf(credential, request.headers.get("x-workspace-id"));
  trace.tenantId = place.tenantId;
  await enforceLimits(credential, place.tenantId, trace);
  requireKind(credential.kind, demands.credentials);
  if (place.purgeAfterAt && !demands.worksWhileClosing)
    throw conflict(
      `This workspace is deleted on ${place.purgeAfterAt.toISOString().slice(0, 10)}. An owner can restore it until then.`,
    );
  return { tenantId: place.tenantId, requestId: trace.requestId, actor: place.actor };
}

/** The same for what belongs to a person and no workspace. @throws AppError unauthenticated | forbidden | rate_limited */
export async function admitPerson(
  request: Request,
  credentials: readonly CredentialKind[] | undefined,
  trace: Trace,
): Promise<PersonCtx> {
  const credential = await identify(request, trace);
  trace.actor = nameOf(credential);
  if (credential.kind === "session") requireSameOrigin(request);
  await enforceLimits(credential, null, trace);
  requireKind(credential.kind, credentials ?? ["session", "token"]);
  if (credential.kind === "key") throw unauthenticated();
  const { session } = credential;
  const { address, userAgent } = publicRequestOf(request, trace);
  return {
    userId: session.user.id,
    sessionId: session.sessionId,
    kind: session.kind,
    requestId: trace.requestId,
    address,
    userAgent,
    authenticatedAt: session.authenticatedAt,
    defaultTenantId: chooseMembership(session, null)?.tenantId ?? null,
  };
}
