export { accountRoute } from "./account-route";
export { preflight, publicRoute, webhookRoute } from "./public-route";
export { tenantRoute } from "./tenant-route";
export type { CredentialKind, PublicRequest, RouteArgs, RouteDef, RouteHandler } from "./types";
