import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const APP = fileURLToPath(new URL("../../app", import.meta.url));
const NOBODY = "00000000-0000-7000-8000-000000000000";

/** Tabs of one website's settings, by their value in the address; the first one is the page without it. */
export const SITE_TABS = ["install", "counting", "channels", "recording", "sharing", "data"] as const;

/** What addresses of pages name; see page-subjects.ts. */
export interface Subjects {
  siteId: string;
  requestId: string;
  contactId: string;
  shareToken: string;
  /** Of a link that asks for a password first. */
  lockedShareToken: string;
  invitationToken: string;
}

/**
 * Who sees what a page is for:
 * member: anybody in a workspace; outsider: nobody is signed in; pending: the second factor is still asked for;
 * homeless: signed in, and a member of no workspace.
 */
export type Viewer = "member" | "outsider" | "pending" | "homeless";

/** Two of the API's pages that have every kind of element of the longest one, which takes axe half a minute. */
export const DOCS_PAGES = ["/docs/api/members", "/docs/api/share"] as const;
export const LONGEST_DOCS_PAGE = "/docs/api/sites";

/** Pages whose address names something, and pages that show something only with more than their address. */
const BY_HAND: Record<string, (subjects: Subjects) => string[]> = {
  "/analytics/replays/[replayId]": () => [`/analytics/replays/${NOBODY}`], // a real one: replay.test.ts
  "/crm/contacts/[contactId]": ({ contactId }) => [`/crm/contacts/${contactId}`],
  "/crm/requests/[requestId]": ({ requestId }) => [`/crm/requests/${requestId}`],
  "/settings/sites/[siteId]": ({ siteId }) =>
    SITE_TABS.map((tab, index) => `/settings/sites/${siteId}${index === 0 ? "" : `?tab=${tab}`}`),
  "/docs/api/[resource]": () => [...DOCS_PAGES],
  "/auth/confirm-email": () => ["/auth/confirm-email#token=none"],
  "/auth/reset-password": () => ["/auth/reset-password#token=none"],
  "/auth/verify": () => ["/auth/verify#token=none"],
  "/invite/[token]": ({ invitationToken }) => [`/invite/${invitationToken}`, "/invite/none"],
  "/share/[token]": ({ shareToken, lockedShareToken }) =>
    [shareToken, lockedShareToken, "none"].map((token) => `/share/${token}`),
  "/unsubscribe/[token]": () => ["/unsubscribe/none"],
};

/** Pages that only lead to another one. */
export const REDIRECTS: Record<string, string> = { "/crm": "/crm/requests", "/settings": "/settings/sites" };

/** Pages whose viewer is not the one of their folder. */
const VIEWERS: Record<string, Viewer> = {
  "/auth/second-factor": "pending",
  "/auth/no-workspace": "homeless",
};

interface Route {
  /** As in the folder's names: "/settings/sites/[siteId]". */
  route: string;
  viewer: Viewer;
}

function routeOf(file: string): Route {
  const folders = path.dirname(file).split(path.sep);
  const route = `/${folders.filter((name) => name !== "." && !name.startsWith("(")).join("/")}`;
  const viewer = VIEWERS[route] ?? (folders[0] === "(product)" ? "member" : "outsider");
  return { route, viewer };
}

/** Every page there is: read from app/, so that none can be forgotten. */
const ROUTES = readdirSync(APP, { recursive: true, encoding: "utf8" })
  .filter((file) => path.basename(file) === "page.tsx")
  .sort()
  .map(routeOf);

/** What is wrong with the lists above: a page with a variable address that is not named there, or a name without a page. */
export function faultsOfTheList(): string[] {
  const there = new Set(ROUTES.map(({ route }) => route));
  const unnamed = [...there].filter((route) => route.includes("[") && !(route in BY_HAND));
  const named = [BY_HAND, REDIRECTS, VIEWERS].flatMap((list) => Object.keys(list));
  return [
    ...unnamed.map((route) => `${route} is not in BY_HAND`),
    ...named.filter((route) => !there.has(route)).map((route) => `${route} has no page.tsx`),
  ];
}

/** The addresses of all pages for one kind of viewer. */
export const addressesFor = (viewer: Viewer, subjects: Subjects): string[] =>
  ROUTES.filter((page) => page.viewer === viewer && !(page.route in REDIRECTS)).flatMap(
    ({ route }) => BY_HAND[route]?.(subjects) ?? [route],
  );

/** The addresses of the pages that anybody in a workspace has, whatever is in it. */
export const staticAddressesFor = (viewer: Viewer): string[] =>
  ROUTES.filter(
    (page) => page.viewer === viewer && !(page.route in REDIRECTS) && !(page.route in BY_HAND),
  ).map(({ route }) => route);
