import type { RouteDef, RouteHandler } from "@/lib/http";
import type { RichTenant } from "../fixtures/rich-tenant";
import type { Call } from "../fixtures/tenants";
import { loadExportedMethods } from "../../scripts/lib/load-routes";
import { exampleOf } from "./examples";

export interface Route {
  /** "METHOD /api/v1/sites/{siteId}" */
  name: string;
  method: string;
  path: string;
  /** Names of the path's parameters. */
  params: string[];
  handler: RouteHandler;
}

export type TenantRoute = Route & { def: Extract<RouteDef, { kind: "tenant" }> };
export type AccountRoute = Route & { def: Extract<RouteDef, { kind: "account" }> };
export type PublicRoute = Route & { def: Extract<RouteDef, { kind: "public" }> };

/** Loads every route under app/api/v1 with whatever it exports under a method's name: what is not declared has no `def`. */
export async function loadRoutes(): Promise<Route[]> {
  return (await loadExportedMethods()).map(({ method, path, value }) => ({
    name: `${method} ${path}`,
    method,
    path,
    params: [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ""),
    handler: value as RouteHandler,
  }));
}

export const isTenantRoute = (route: Route): route is TenantRoute => route.handler.def?.kind === "tenant";
export const isAccountRoute = (route: Route): route is AccountRoute => route.handler.def?.kind === "account";
export const isPublicRoute = (route: Route): route is PublicRoute => route.handler.def?.kind === "public";

/** The declaration beside the handler, where the types below want it. */
export const withDef = (route: Route): Route & { def: RouteDef } => ({ ...route, def: route.handler.def });

/** Whether a route changes something. Reports are read by POST, since their question does not fit into an address. */
export const isChange = (route: Route): boolean => route.method !== "GET" && route.method !== "HEAD";

/** Readings that leave a trace in the caller's own workspace. */
const ON_RECORD: Record<string, string> = {
  "GET /api/v1/sites/{siteId}/export": "who took visitors' data along is in the audit log",
  "GET /api/v1/replays/{replayId}/chunks/{seq}": "a recording knows when it was first watched",
};

/** Whether a call that works writes into the caller's workspace. */
export const writes = (route: Route): boolean => isChange(route) || route.name in ON_RECORD;

/** Path parameters that are a choice and no id. */
const CHOICES: Record<string, string> = {
  provider: "google",
  seq: "0",
  kind: "totals",
  fileName: "pages.csv",
};

/** Whether a path parameter names a record. */
export const isIdParam = (name: string): boolean => !(name in CHOICES);

/** What a reading has to be asked with. */
const QUERIES: Record<string, (of: RichTenant) => Record<string, string>> = {
  "GET /api/v1/reports/{kind}": (of) => ({ siteId: of.ids.siteId ?? "", from: of.day, to: of.day }),
};

/** What a call has to come with. */
const HEADERS: Record<string, Record<string, string>> = {
  "POST /api/v1/sites/{siteId}/exclude-me": { "x-ba-peer": "203.0.113.9" },
};

/** Tokens have the same name in different paths. */
const idOf = (route: Route, name: string, of: RichTenant): string | undefined =>
  name === "token" && route.path.startsWith("/api/v1/share/")
    ? of.ids.shareToken
    : (of.ids[name] ?? CHOICES[name]);

/** A path whose query holds these pairs; what it had under the same names is gone. */
export function withQuery(at: string, query: string): string {
  const [path = "", own = ""] = at.split("?");
  const pairs = new URLSearchParams(own);
  const more = [...new URLSearchParams(query)];
  for (const [name] of more) pairs.delete(name);
  for (const [name, value] of more) pairs.append(name, value);
  return `${path}?${pairs.toString()}`;
}

/**
 * A call of a route that would work in a workspace: its own ids in path, query and body.
 * @throws Error for a path parameter that tests/fixtures/rich-tenant.ts does not know
 */
export function callOf(route: TenantRoute | AccountRoute | PublicRoute, of: RichTenant): Call {
  const params = Object.fromEntries(
    route.params.map((name) => {
      const id = idOf(route, name, of);
      if (id === undefined)
        throw new Error(
          `${route.name}: no id is known for {${name}}; add it to tests/fixtures/rich-tenant.ts.`,
        );
      return [name, id];
    }),
  );
  const at = route.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => params[name] ?? "");
  const query = QUERIES[route.name]?.(of);
  const headers = HEADERS[route.name];
  const { body } = route.def.input ?? {};
  return {
    method: route.method,
    path: query ? withQuery(at, new URLSearchParams(query).toString()) : at,
    params,
    ...(headers ? { headers } : {}),
    ...(body ? { body: exampleOf(route.name, body, of) } : {}),
  };
}
