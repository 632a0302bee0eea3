import type { IncomingMessage, ServerResponse } from "node:http";
import type { Call } from "../../control/call";
import type { Token } from "../../openid/grants";
import { bearerOf, claimsOf, type ProviderState } from "../../openid/provider";
import { type SandboxService, sendJson } from "../../service";

type Fault = { status: number; serviceErrorCode: number; code: string; message: string };

const fault = (serviceErrorCode: number, code: string, message: string): Fault => ({
  status: 401,
  serviceErrorCode,
  code,
  message,
});

/** What is wrong with a token at this time; null when it is good. */
function faultOf(given: string | null, found: Token | undefined, nowMs: number): Fault | null {
  if (given === null) return fault(65_604, "EMPTY_ACCESS_TOKEN", "Empty oauth2 access token");
  if (found?.kind !== "access") return fault(65_600, "INVALID_ACCESS_TOKEN", "Invalid access token");
  if (found.isRevoked)
    return fault(
      65_601,
      "REVOKED_ACCESS_TOKEN",
      "The token used in the request has been revoked by the user",
    );
  if (nowMs >= found.expiresAtMs)
    return fault(65_602, "EXPIRED_ACCESS_TOKEN", "The token used in the request has expired");
  return null;
}

/** LinkedIn's API (api.linkedin.com): so far who somebody is. */
export const createLinkedInApi = (state: ProviderState): SandboxService => ({
  id: "linkedin-api",
  title: "LinkedIn API",
  handle: (request, response, url, call) => answer(state, request, response, url, call),
});

function answer(
  state: ProviderState,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  call: Call,
): void {
  if (request.method !== "GET" || call.path !== "/v2/userinfo") {
    const body = {
      status: 404,
      code: "RESOURCE_NOT_FOUND",
      message: `No virtual resource found for ${call.path}`,
    };
    return sendJson(request, response, body, 404);
  }
  const given = bearerOf(request.headers.authorization);
  const found = given === null ? undefined : state.grants.token(given);
  const wrong = faultOf(given, found, call.context.nowMs());
  if (wrong || !found) return sendJson(request, response, wrong, 401);
  const { person, scopes } = found.grant;
  if (!scopes.includes("openid")) {
    const message = "Not enough permissions to access: userinfo.GET.NO_VERSION";
    return sendJson(
      request,
      response,
      { status: 403, serviceErrorCode: 100, code: "ACCESS_DENIED", message },
      403,
    );
  }
  const picture = `${url.origin}/linkedin/picture/${person.sub}.png`;
  sendJson(request, response, {
    ...claimsOf(person, scopes, picture),
    ...(scopes.includes("profile") ? { locale: { country: "US", language: "en" } } : {}),
  });
}
