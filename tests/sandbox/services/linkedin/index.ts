import type { IncomingMessage, ServerResponse } from "node:http";
import type { Call } from "../../control/call";
import { backTo, consent, faultPage } from "../../openid/consent";
import { randomText } from "../../openid/grants";
import { pictureOf } from "../../openid/picture";
import { createProvider, type ProviderState } from "../../openid/provider";
import { redirect, type SandboxService, sendJson } from "../../service";
import type { SandboxSettings } from "../../settings";
import { createLinkedInApi } from "../linkedin-api/index";
import { checkAuthorize } from "./authorize";
import { authenticated, ISSUER, token } from "./token";

type Asked = {
  state: ProviderState;
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  call: Call;
};

/** LinkedIn's OpenID provider (www.linkedin.com) and its API (api.linkedin.com), which share people and tokens. */
export function createLinkedIn({ appUrl, clients }: SandboxSettings): SandboxService[] {
  const { state, shared } = createProvider(
    clients.linkedin,
    `${appUrl}/api/auth/callback/linkedin`,
    (digest) => digest.toString("base64url").replace(/[-_]/g, "x").slice(0, 10),
  );
  const linkedin: SandboxService = {
    id: "linkedin",
    title: "Sign in with LinkedIn",
    ...shared,
    handle: (request, response, url, call) => answer({ state, request, response, url, call }),
  };
  return [linkedin, createLinkedInApi(state)];
}

const ROUTES: Readonly<Record<string, (asked: Asked) => void | Promise<void>>> = {
  "GET /oauth/v2/authorization": authorize,
  "POST /oauth/v2/authorization": authorize,
  "POST /oauth/v2/accessToken": async ({ state, request, response, url, call }) => {
    const { status, body } = await token(state, call, request.headers["content-type"], (sub) =>
      pictureUrl(url, sub),
    );
    sendJson(request, response, body, status);
  },
  "POST /oauth/v2/introspectToken": introspect,
  "POST /oauth/v2/revoke": revoke,
  "GET /oauth/openid/jwks": async ({ state, request, response }) =>
    sendJson(request, response, await state.signer.jwks()),
  "GET /oauth/.well-known/openid-configuration": discovery,
};

function answer(asked: Asked): void | Promise<void> {
  const { request, response, call } = asked;
  const route = ROUTES[`${request.method} ${call.path}`];
  if (route) return route(asked);
  const picture = /^\/picture\/(\w+)\.png$/.exec(call.path)?.[1];
  if (picture === undefined || request.method !== "GET")
    return sendJson(request, response, { status: 404, code: "NOT_FOUND", message: "Not found" }, 404);
  response.writeHead(200, { "Content-Type": "image/png" }).end(pictureOf(picture));
}

const pictureUrl = (url: URL, sub: string): string => `${url.origin}/linkedin/picture/${sub}.png`;

function authorize({ state, request, response, url, call }: Asked): void {
  const params = url.searchParams;
  const checked = checkAuthorize(params, state.clients);
  if (checked.kind === "fault") return faultPage(request, response, { provider: "LinkedIn", ...checked });
  if (checked.kind === "back") return redirect(response, checked.location);
  const { asking } = checked;
  consent({ request, response, form: call.form }, asking, state.people, (choice) => {
    if (choice.decision === "deny") {
      return backTo(asking.redirectUri, {
        error: "user_cancelled_login",
        error_description: "The user cancelled LinkedIn login",
        state: asking.state,
      });
    }
    const code = `AQ${randomText(90)}`;
    const grant = {
      clientId: params.get("client_id") ?? "",
      redirectUri: asking.redirectUri,
      scopes: asking.scopes,
      person: choice.person,
      nonce: null,
      challenge: null,
    };
    state.grants.issueCode(code, grant, call.context.nowMs());
    return backTo(asking.redirectUri, { code, state: asking.state });
  });
}

function introspect({ state, request, response, call }: Asked): void {
  const client = authenticated(state, call.form);
  if ("status" in client) return sendJson(request, response, client.body, client.status);
  const found = state.grants.token(call.form.get("token") ?? "");
  if (found?.grant.clientId !== client.id) return sendJson(request, response, { active: false });
  const nowMs = call.context.nowMs();
  const active = !found.isRevoked && nowMs < found.expiresAtMs;
  sendJson(request, response, {
    active,
    status: found.isRevoked ? "revoked" : active ? "active" : "expired",
    client_id: client.id,
    authorized_at: Math.floor(found.issuedAtMs / 1_000),
    created_at: Math.floor(found.issuedAtMs / 1_000),
    expires_at: Math.floor(found.expiresAtMs / 1_000),
    scope: found.grant.scopes.join(","),
    auth_type: "3L",
  });
}

function revoke({ state, request, response, call }: Asked): void {
  const client = authenticated(state, call.form);
  if ("status" in client) return sendJson(request, response, client.body, client.status);
  const given = call.form.get("token") ?? "";
  if (state.grants.token(given)?.grant.clientId === client.id) state.grants.revoke(given);
  sendJson(request, response, {});
}

function discovery({ request, response, url }: Asked): void {
  const base = `${url.origin}/linkedin`;
  sendJson(request, response, {
    issuer: ISSUER,
    authorization_endpoint: `${base}/oauth/v2/authorization`,
    token_endpoint: `${base}/oauth/v2/accessToken`,
    userinfo_endpoint: `${url.origin}/linkedin-api/v2/userinfo`,
    jwks_uri: `${base}/oauth/openid/jwks`,
    response_types_supported: ["code"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    scopes_supported: ["openid", "profile", "email"],
    claims_supported: [
      "iss",
      "aud",
      "iat",
      "exp",
      "sub",
      "name",
      "given_name",
      "family_name",
      "picture",
      "email",
      "email_verified",
      "locale",
    ],
  });
}
