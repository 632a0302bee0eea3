import type { Call } from "../../control/call";
import type { Client } from "../../openid/clients";
import { type Grant, randomText } from "../../openid/grants";
import { claimsOf, type ProviderState, takeFlaw } from "../../openid/provider";

export const ISSUER = "https://www.linkedin.com/oauth";
const ACCESS_SECONDS = 5_183_999;
const MISMATCH =
  "Unable to retrieve access token: appid/redirect uri/code verifier does not match authorization code. Or authorization code expired. Or external member binding exists";

export type Answer = { status: number; body: Record<string, unknown> };

const refuse = (status: number, error: string, description: string): Answer => ({
  status,
  body: { error, error_description: description },
});
const missing = (name: string): Answer =>
  refuse(400, "invalid_request", `A required parameter "${name}" is missing`);

/** The application that a form names; LinkedIn reads credentials from the body only, and knows no PKCE for these. */
export function authenticated(state: ProviderState, form: URLSearchParams): Client | Answer {
  const id = form.get("client_id");
  const secret = form.get("client_secret");
  if (!id) return missing("client_id");
  if (!secret) return missing("client_secret");
  const client = state.clients.find(id);
  if (!client || client.secret !== secret || form.has("code_verifier"))
    return refuse(401, "invalid_client", "Client authentication failed");
  return client;
}

/** Answers POST /oauth/v2/accessToken as LinkedIn does. `pictureUrl` makes the address of somebody's picture. */
export async function token(
  state: ProviderState,
  { form, context }: Call,
  contentType: string | undefined,
  pictureUrl: (sub: string) => string,
): Promise<Answer> {
  if (!/^application\/x-www-form-urlencoded\b/.test(contentType ?? "")) return missing("grant_type");
  const grantType = form.get("grant_type");
  if (!grantType) return missing("grant_type");
  // Refresh tokens are for approved partners; a self-serve application gets none.
  if (grantType !== "authorization_code")
    return refuse(
      400,
      "unsupported_grant_type",
      `Grant type ${grantType} is not supported for this application`,
    );
  const code = form.get("code");
  if (!code) return missing("code");
  if (!form.get("redirect_uri")) return missing("redirect_uri");
  const client = authenticated(state, form);
  if ("status" in client) return client;
  const nowMs = context.nowMs();
  const found = state.grants.look(code, nowMs);
  if (found.fault !== null || found.grant.clientId !== client.id)
    return refuse(400, "invalid_request", MISMATCH);
  if (found.grant.redirectUri !== form.get("redirect_uri"))
    return refuse(400, "invalid_redirect_uri", MISMATCH);
  const { grant } = found;
  const accessToken = `AQ${randomText(130)}`;
  state.grants.use(code, [accessToken]);
  state.grants.issueToken(accessToken, "access", grant, { nowMs, lifeMs: ACCESS_SECONDS * 1_000 });
  const claims = idClaims(grant, nowMs, pictureUrl(grant.person.sub));
  return {
    status: 200,
    body: {
      access_token: accessToken,
      expires_in: ACCESS_SECONDS,
      scope: grant.scopes.join(","),
      token_type: "Bearer",
      ...(grant.scopes.includes("openid")
        ? { id_token: await state.signer.sign(claims, takeFlaw(context)) }
        : {}),
    },
  };
}

/** LinkedIn puts no nonce into its ID tokens, whether or not one was sent. */
function idClaims(grant: Grant, nowMs: number, picture: string): Record<string, unknown> {
  const iat = Math.floor(nowMs / 1_000);
  return {
    iss: ISSUER,
    aud: grant.clientId,
    iat,
    exp: iat + 3_600,
    ...claimsOf(grant.person, grant.scopes, picture),
    ...(grant.scopes.includes("profile") ? { locale: "en_US" } : {}),
  };
}
