import { backTo, type Checked } from "../../openid/consent";
import type { Clients } from "../../openid/clients";
import type { Challenge } from "../../openid/grants";

const SCOPES: ReadonlySet<string> = new Set([
  "openid",
  "email",
  "profile",
  "https://www.googleapis.com/auth/userinfo.email",
  "https://www.googleapis.com/auth/userinfo.profile",
  "https://www.googleapis.com/auth/drive.file",
  "https://www.googleapis.com/auth/drive.readonly",
  "https://www.googleapis.com/auth/business.manage",
]);
const LONG: Readonly<Record<string, string>> = {
  "https://www.googleapis.com/auth/userinfo.email": "email",
  "https://www.googleapis.com/auth/userinfo.profile": "profile",
};

/** Scopes by their short names, so that both spellings mean the same. */
export const shortScopes = (scopes: readonly string[]): string[] =>
  scopes.map((scope) => LONG[scope] ?? scope);

const fault = (status: number, error: string, text: string): Checked => ({
  kind: "fault",
  status,
  error,
  text,
});
const invalid = (text: string): Checked => fault(400, "invalid_request", text);

/** Whether Google would ask the person. What concerns client or address never goes back to the application. */
export function checkAuthorize(params: URLSearchParams, clients: Clients): Checked {
  const doubled = [...params.keys()].find((name, index, all) => all.indexOf(name) !== index);
  if (doubled !== undefined) return invalid(`OAuth 2 parameters can only have a single value: ${doubled}`);
  const clientId = params.get("client_id");
  if (!clientId) return invalid("Missing required parameter: client_id");
  const client = clients.find(clientId);
  if (!client) return fault(401, "invalid_client", "The OAuth client was not found.");
  const redirectUri = params.get("redirect_uri");
  if (!redirectUri) return invalid("Missing required parameter: redirect_uri");
  if (!client.redirectUris.includes(redirectUri))
    return fault(
      400,
      "redirect_uri_mismatch",
      `redirect_uri=${redirectUri} is not registered for this client.`,
    );
  const responseType = params.get("response_type");
  if (!responseType) return invalid("Required parameter is missing: response_type");
  if (responseType !== "code")
    return fault(400, "unsupported_response_type", `Invalid response_type: ${responseType}`);
  const scopes = (params.get("scope") ?? "").split(" ").filter(Boolean);
  if (scopes.length === 0) return invalid("Missing required parameter: scope");
  const wrong = scopes.filter((scope) => !SCOPES.has(scope));
  if (wrong.length > 0)
    return fault(400, "invalid_scope", `Some requested scopes were invalid. {invalid=[${wrong.join(", ")}]}`);
  const challengeFault = checkChallenge(params);
  if (challengeFault) return invalid(challengeFault);
  const state = params.get("state");
  // Nobody is ever signed in here, so that nothing can be answered without a question.
  if (params.get("prompt") === "none")
    return { kind: "back", location: backTo(redirectUri, { error: "login_required", state }) };
  return { kind: "ask", asking: { provider: "Google", redirectUri, scopes, state, params } };
}

function checkChallenge(params: URLSearchParams): string | null {
  const method = params.get("code_challenge_method");
  const challenge = params.get("code_challenge");
  if (method !== null && method !== "S256" && method !== "plain") return "Invalid code_challenge_method";
  if (challenge === null) return method === null ? null : "Missing required parameter: code_challenge";
  return /^[A-Za-z0-9._~-]{43,128}$/.test(challenge)
    ? null
    : "Code challenge must be a base64 encoded string.";
}

/** The challenge of a request that is in order; without a method it is plain (RFC 7636, 4.3). */
export function challengeOf(params: URLSearchParams): Challenge | null {
  const value = params.get("code_challenge");
  if (value === null) return null;
  return { value, method: params.get("code_challenge_method") === "S256" ? "S256" : "plain" };
}
