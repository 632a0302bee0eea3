import type { Call } from "../../control/call";
import { type Client, givenCredentials } from "../../openid/clients";
import { type Grant, randomText, verifies } from "../../openid/grants";
import { claimsOf, type ProviderState, takeFlaw } from "../../openid/provider";
import { hashOfToken } from "../../openid/signer";
import { shortScopes } from "./authorize";

export const ISSUER = "https://accounts.google.com";
const ACCESS_SECONDS = 3_599;
const REFRESH_MS = 180 * 86_400_000;

export type Answer = { status: number; body: Record<string, unknown> };

const refuse = (status: number, error: string, description: string): Answer => ({
  status,
  body: { error, error_description: description },
});

/** Answers POST /token as Google does. `pictureUrl` makes the address of somebody's picture. */
export async function token(
  state: ProviderState,
  call: Call,
  headers: { authorization?: string; "content-type"?: string },
  pictureUrl: (sub: string) => string,
): Promise<Answer> {
  if (!/^application\/x-www-form-urlencoded\b/.test(headers["content-type"] ?? ""))
    return refuse(400, "invalid_request", "Could not determine client ID from request.");
  const { form } = call;
  const client = authenticated(state, form, headers.authorization);
  if ("status" in client) return client;
  const grantType = form.get("grant_type");
  if (grantType === "refresh_token") return refresh(state, call, client);
  if (grantType === "authorization_code") return exchange(state, call, client, pictureUrl);
  return grantType
    ? refuse(400, "unsupported_grant_type", `Invalid grant_type: ${grantType}`)
    : refuse(400, "invalid_request", "Required parameter is missing: grant_type");
}

function authenticated(state: ProviderState, form: URLSearchParams, authorization?: string): Client | Answer {
  const given = givenCredentials(form, authorization);
  if (!given.id) return refuse(400, "invalid_request", "Could not determine client ID from request.");
  const client = state.clients.find(given.id);
  if (!client) return refuse(401, "invalid_client", "The OAuth client was not found.");
  if (!given.secret) return refuse(400, "invalid_request", "client_secret is missing.");
  if (given.secret !== client.secret)
    return refuse(401, "invalid_client", "The provided client secret is invalid.");
  return client;
}

async function exchange(
  state: ProviderState,
  { form, context }: Call,
  client: Client,
  pictureUrl: (sub: string) => string,
): Promise<Answer> {
  const code = form.get("code");
  if (!code) return refuse(400, "invalid_request", "Missing required parameter: code");
  const nowMs = context.nowMs();
  const found = state.grants.look(code, nowMs);
  if (found.fault !== null || found.grant.clientId !== client.id)
    return refuse(400, "invalid_grant", found.fault === "unknown" ? "Malformed auth code." : "Bad Request");
  const { grant } = found;
  if (form.get("redirect_uri") !== grant.redirectUri)
    return refuse(400, form.has("redirect_uri") ? "redirect_uri_mismatch" : "invalid_request", "Bad Request");
  const verifierFault = checkVerifier(grant, form.get("code_verifier"));
  if (verifierFault) return refuse(400, "invalid_grant", verifierFault);
  const accessToken = `ya29.${randomText(96)}`;
  const refreshToken = `1//0${randomText(48)}`;
  const wantsRefresh = grant.wantsRefresh === true;
  state.grants.use(code, [accessToken, refreshToken]);
  state.grants.issueToken(accessToken, "access", grant, { nowMs, lifeMs: ACCESS_SECONDS * 1_000 });
  if (wantsRefresh) state.grants.issueToken(refreshToken, "refresh", grant, { nowMs, lifeMs: REFRESH_MS });
  const claims = idClaims(grant, accessToken, nowMs, pictureUrl(grant.person.sub));
  return {
    status: 200,
    body: {
      access_token: accessToken,
      expires_in: ACCESS_SECONDS,
      ...(wantsRefresh ? { refresh_token: refreshToken } : {}),
      scope: grant.scopes.join(" "),
      token_type: "Bearer",
      ...(grant.scopes.includes("openid")
        ? { id_token: await state.signer.sign(claims, takeFlaw(context)) }
        : {}),
    },
  };
}

function checkVerifier({ challenge }: Grant, verifier: string | null): string | null {
  if (!challenge) return verifier === null ? null : "code_verifier or verifier is not needed.";
  if (verifier === null) return "Missing code verifier.";
  return verifies(challenge, verifier) ? null : "Invalid code verifier.";
}

function idClaims(
  grant: Grant,
  accessToken: string,
  nowMs: number,
  picture: string,
): Record<string, unknown> {
  const iat = Math.floor(nowMs / 1_000);
  return {
    iss: ISSUER,
    azp: grant.clientId,
    aud: grant.clientId,
    ...claimsOf(grant.person, shortScopes(grant.scopes), picture),
    at_hash: hashOfToken(accessToken),
    ...(grant.nonce === null ? {} : { nonce: grant.nonce }),
    iat,
    exp: iat + 3_600,
  };
}

/** A refreshed access token comes without a new refresh token. */
function refresh(state: ProviderState, { form, context }: Call, client: Client): Answer {
  const given = form.get("refresh_token");
  if (!given) return refuse(400, "invalid_request", "Missing required parameter: refresh_token");
  const found = state.grants.token(given);
  const nowMs = context.nowMs();
  const isGood =
    found?.kind === "refresh" &&
    !found.isRevoked &&
    nowMs < found.expiresAtMs &&
    found.grant.clientId === client.id;
  if (!isGood) return refuse(400, "invalid_grant", "Token has been expired or revoked.");
  const accessToken = `ya29.${randomText(96)}`;
  state.grants.issueToken(accessToken, "access", found.grant, { nowMs, lifeMs: ACCESS_SECONDS * 1_000 });
  return {
    status: 200,
    body: {
      access_token: accessToken,
      expires_in: ACCESS_SECONDS,
      scope: found.grant.scopes.join(" "),
      token_type: "Bearer",
    },
  };
}
