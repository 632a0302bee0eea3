import type { IncomingMessage, ServerResponse } from "node:http";
import type { Call } from "../../control/call";
import { backTo, consent, faultPage } from "../../openid/consent";
import { randomText } from "../../openid/grants";
import { pictureOf } from "../../openid/picture";
import { bearerOf, claimsOf, createProvider, type ProviderState } from "../../openid/provider";
import { redirect, type SandboxService, sendJson } from "../../service";
import type { SandboxSettings } from "../../settings";
import { challengeOf, checkAuthorize, shortScopes } from "./authorize";
import { ISSUER, token } from "./token";

type Asked = {
  state: ProviderState;
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  call: Call;
};

/** Google's OpenID provider: the paths are those of accounts.google.com and *.googleapis.com. */
export function createGoogle({ appUrl, clients }: SandboxSettings): SandboxService {
  const { state, shared } = createProvider(
    clients.google,
    `${appUrl}/api/auth/callback/google`,
    (digest) =>
      // Google names people by 21 digits.
      `1${(digest.readBigUInt64BE(0) % 10n ** 18n).toString().padStart(20, "0")}`,
  );
  return {
    id: "google",
    title: "Sign in with Google",
    ...shared,
    handle: (request, response, url, call) => answer({ state, request, response, url, call }),
  };
}

const ROUTES: Readonly<Record<string, (asked: Asked) => void | Promise<void>>> = {
  "GET /o/oauth2/v2/auth": authorize,
  "POST /o/oauth2/v2/auth": authorize,
  "POST /token": async ({ state, request, response, url, call }) => {
    const { status, body } = await token(state, call, request.headers, (sub) => pictureUrl(url, sub));
    sendJson(request, response, body, status, { Pragma: "no-cache" });
  },
  "GET /v1/userinfo": userinfo,
  "POST /v1/userinfo": userinfo,
  "GET /oauth2/v3/certs": async ({ state, request, response }) => {
    const headers = { "Cache-Control": "public, max-age=3600" };
    sendJson(request, response, await state.signer.jwks(), 200, headers);
  },
  "POST /revoke": revoke,
  "GET /.well-known/openid-configuration": discovery,
};

function answer(asked: Asked): void | Promise<void> {
  const { request, response, call } = asked;
  const route = ROUTES[`${request.method} ${call.path}`];
  if (route) return route(asked);
  const picture = /^\/picture\/(\w+)\.png$/.exec(call.path)?.[1];
  if (picture === undefined || request.method !== "GET")
    return sendJson(request, response, { error: "not_found" }, 404);
  response.writeHead(200, { "Content-Type": "image/png" }).end(pictureOf(picture));
}

const pictureUrl = (url: URL, sub: string): string => `${url.origin}/google/picture/${sub}.png`;

function authorize({ state, request, response, url, call }: Asked): void {
  const params = url.searchParams;
  const checked = checkAuthorize(params, state.clients);
  if (checked.kind === "fault") return faultPage(request, response, { provider: "Google", ...checked });
  if (checked.kind === "back") return redirect(response, checked.location);
  const { asking } = checked;
  consent({ request, response, form: call.form }, asking, state.people, (choice) => {
    if (choice.decision === "deny")
      return backTo(asking.redirectUri, { error: "access_denied", state: asking.state });
    const code = `4/0A${randomText(48)}`;
    const grant = {
      clientId: params.get("client_id") ?? "",
      redirectUri: asking.redirectUri,
      scopes: asking.scopes,
      person: choice.person,
      nonce: params.get("nonce"),
      challenge: challengeOf(params),
      wantsRefresh: params.get("access_type") === "offline",
    };
    state.grants.issueCode(code, grant, call.context.nowMs());
    return backTo(asking.redirectUri, {
      state: asking.state,
      code,
      scope: asking.scopes.join(" "),
      authuser: "0",
      prompt: params.get("prompt") ?? "consent",
    });
  });
}

function userinfo({ state, request, response, url, call }: Asked): void {
  const given = bearerOf(request.headers.authorization);
  const found = given === null ? undefined : state.grants.token(given);
  const isGood = found?.kind === "access" && !found.isRevoked && call.context.nowMs() < found.expiresAtMs;
  if (!isGood) {
    const body = { error: "invalid_request", error_description: "Invalid Credentials" };
    return sendJson(request, response, body, 401, {
      "WWW-Authenticate": 'Bearer realm="https://accounts.google.com/", error="invalid_token"',
    });
  }
  const { person, scopes } = found.grant;
  sendJson(request, response, claimsOf(person, shortScopes(scopes), pictureUrl(url, person.sub)));
}

function revoke({ state, request, response, url, call }: Asked): void {
  const given = call.form.get("token") ?? url.searchParams.get("token") ?? "";
  const found = state.grants.token(given);
  if (!found || found.isRevoked) {
    const body = { error: "invalid_token", error_description: "Token expired or revoked" };
    return sendJson(request, response, body, 400);
  }
  state.grants.revokeAll(found.grant);
  sendJson(request, response, {});
}

function discovery({ request, response, url }: Asked): void {
  const base = `${url.origin}/google`;
  sendJson(request, response, {
    issuer: ISSUER,
    authorization_endpoint: `${base}/o/oauth2/v2/auth`,
    token_endpoint: `${base}/token`,
    userinfo_endpoint: `${base}/v1/userinfo`,
    revocation_endpoint: `${base}/revoke`,
    jwks_uri: `${base}/oauth2/v3/certs`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    scopes_supported: ["openid", "email", "profile"],
    token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic"],
    code_challenge_methods_supported: ["plain", "S256"],
  });
}
