/** What a resource is called in the list of operations; others take their own word. */
const TAGS: Record<string, string> = {
  auth: "Sign-in",
  account: "Account",
  me: "Account",
  tenants: "Workspaces",
  invitations: "Invitations",
  "api-keys": "API keys",
  audit: "Audit log",
  live: "Live updates",
  overview: "Overview",
  reports: "Reports",
  posthog: "PostHog",
  "openapi.json": "About the API",
};

/** Where the address alone makes no good name. */
const OPERATION_IDS: Record<string, string> = {
  "GET /api/v1/posthog": "getPosthogConnection",
  "PUT /api/v1/posthog": "savePosthogConnection",
  "DELETE /api/v1/posthog": "disconnectPosthog",
  "POST /api/v1/posthog/test": "testPosthogConnection",
  "POST /api/v1/posthog/resume": "resumePosthog",
  "GET /api/v1/posthog/flags": "getPosthogFlags",
  "GET /api/v1/posthog/insights": "listPosthogInsights",
  "GET /api/v1/posthog/visits/{visitId}/replay": "getPosthogReplay",
  "GET /api/v1/me": "getMe",
  "POST /api/v1/notifications/read": "markNotificationsRead",
  "GET /api/v1/overview": "getOverview",
  "GET /api/v1/openapi.json": "getOpenApiDocument",
  "GET /api/v1/live": "streamLiveUpdates",
  "GET /api/v1/audit": "listAuditLog",
  "GET /api/v1/audit/export": "exportAuditLog",
  "GET /api/v1/auth/jwks.json": "getJwks",
  "POST /api/v1/auth/register": "register",
  "POST /api/v1/auth/login": "logIn",
  "POST /api/v1/auth/logout": "logOut",
  "POST /api/v1/auth/refresh": "refreshTokens",
  "POST /api/v1/auth/verify-email": "verifyEmail",
  "POST /api/v1/auth/forgot-password": "forgotPassword",
  "POST /api/v1/auth/reset-password": "resetPassword",
  "POST /api/v1/auth/confirm-email-change": "confirmEmailChange",
  "POST /api/v1/auth/second-factor": "passSecondFactor",
  "GET /api/v1/account": "getAccount",
  "PATCH /api/v1/account": "updateAccount",
  "PUT /api/v1/account/avatar": "setAvatar",
  "DELETE /api/v1/account/avatar": "removeAvatar",
  "GET /api/v1/account/avatar": "getAvatar",
  "POST /api/v1/account/password": "changePassword",
  "POST /api/v1/account/email": "changeEmail",
  "POST /api/v1/account/verification-email": "sendVerificationEmail",
  "POST /api/v1/account/delete": "deleteAccount",
  "GET /api/v1/account/sessions": "listSessions",
  "DELETE /api/v1/account/sessions": "endOtherSessions",
  "DELETE /api/v1/account/sessions/{sessionId}": "endSession",
  "GET /api/v1/account/second-factor": "getSecondFactor",
  "POST /api/v1/account/second-factor": "startSecondFactor",
  "POST /api/v1/account/second-factor/confirm": "confirmSecondFactor",
  "POST /api/v1/account/second-factor/disable": "disableSecondFactor",
  "POST /api/v1/account/second-factor/recovery-codes": "renewRecoveryCodes",
  "GET /api/v1/account/identities": "listIdentities",
  "POST /api/v1/account/identities/{provider}": "linkIdentity",
  "DELETE /api/v1/account/identities/{provider}": "unlinkIdentity",
  "POST /api/v1/tenants/{tenantId}/users/invite": "inviteUser",
  "GET /api/v1/tenants/{tenantId}/users": "listUsers",
  "PATCH /api/v1/tenants/{tenantId}/users/{userId}": "updateUser",
  "DELETE /api/v1/tenants/{tenantId}/users/{userId}": "removeUser",
};

const VERBS: Record<string, string> = { POST: "create", PUT: "set", PATCH: "update", DELETE: "delete" };

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const camel = (segment: string): string =>
  segment
    .split(/[^A-Za-z0-9]+/)
    .map(capital)
    .join("");
const singular = (word: string): string => {
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
};

const segmentsOf = (path: string): string[] => path.replace("/api/v1/", "").replace("/api/", "").split("/");
const isParameter = (segment: string): boolean => segment.startsWith("{");

/** Parts of a workspace that are many enough for a list of their own. */
const SUB_TAGS: Record<string, string> = {
  users: "Members",
  invitations: "Invitations",
  domains: "Domains",
  exports: "Exports",
};

/** The resource an operation is listed under. */
export function tagOf(path: string): string {
  const [resource = "", _id, part = ""] = segmentsOf(path);
  const ofPart = resource === "tenants" ? SUB_TAGS[part] : undefined;
  if (ofPart) return ofPart;
  return TAGS[resource] ?? capital(resource).replaceAll("-", " ");
}

/**
 * A name that stays as long as method and address stay: listSites, createSite, getSite, listSiteDrops, queryReports.
 * @param answers.list whether the answer is a list; @param answers.created whether it makes something (201)
 */
export function operationIdOf(
  method: string,
  path: string,
  answers: { list: boolean; created: boolean },
): string {
  const given = OPERATION_IDS[`${method} ${path}`];
  if (given) return given;
  const segments = segmentsOf(path);
  const words = segments.filter((segment) => !isParameter(segment));
  const last = words.at(-1) ?? "";
  const parents = words
    .slice(0, -1)
    .map((word) => camel(singular(word)))
    .join("");
  const ofOne = isParameter(segments.at(-1) ?? "");
  if (method === "GET") {
    return answers.list && !ofOne
      ? `list${parents}${camel(last)}`
      : `get${parents}${camel(ofOne ? singular(last) : last)}`;
  }
  // POST …/check, POST …/query: the last word is the act itself.
  const isAct = method === "POST" && !answers.created && !ofOne;
  if (isAct) {
    const about = words
      .slice(0, -1)
      .map((word) => (segments.some(isParameter) ? camel(singular(word)) : camel(word)));
    const act = camel(last);
    return act.charAt(0).toLowerCase() + act.slice(1) + about.join("");
  }
  return `${VERBS[method] ?? method.toLowerCase()}${parents}${camel(singular(last))}`;
}
