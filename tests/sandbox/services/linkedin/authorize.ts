import { backTo, type Checked } from "../../openid/consent";
import type { Clients } from "../../openid/clients";

const SCOPES: ReadonlySet<string> = new Set(["openid", "profile", "email", "w_member_social"]);

const fault = (error: string, text: string): Checked => ({ kind: "fault", status: 400, error, text });

/** Whether LinkedIn would ask the member. What concerns client or address never goes back to the application. */
export function checkAuthorize(params: URLSearchParams, clients: Clients): Checked {
  const client = clients.find(params.get("client_id"));
  if (!client) return fault("invalid_client_id", "The passed in client_id is invalid");
  const redirectUri = params.get("redirect_uri");
  if (!redirectUri) return fault("invalid_redirect_uri", 'A required parameter "redirect_uri" is missing');
  if (!client.redirectUris.includes(redirectUri))
    return fault("invalid_redirect_uri", "The redirect_uri does not match the registered value");
  const state = params.get("state");
  const back = (error: string, description: string): Checked => ({
    kind: "back",
    location: backTo(redirectUri, { error, error_description: description, state }),
  });
  const responseType = params.get("response_type");
  if (!responseType) return back("invalid_request", 'A required parameter "response_type" is missing');
  if (responseType !== "code") return back("unsupported_response_type", "response_type must be code");
  const scopes = (params.get("scope") ?? "").split(/[ ,]/).filter(Boolean);
  if (scopes.length === 0) return back("invalid_scope", 'A required parameter "scope" is missing');
  const wrong = scopes.find((scope) => !SCOPES.has(scope));
  if (wrong !== undefined)
    return back("unauthorized_scope_error", `Scope "${wrong}" is not authorized for your application`);
  return { kind: "ask", asking: { provider: "LinkedIn", redirectUri, scopes, state, params } };
}
