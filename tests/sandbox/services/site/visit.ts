import type { Html } from "../../html";
import type { SiteKeys } from "./keys";

/** What a page needs to know of the request that asks for it. */
export type Visit = {
  /** Path below /site, "/" for the home page. */
  path: string;
  /** Host name under which the visitor sees this website. */
  hostName: string;
  appUrl: string;
  collectorUrl: string;
  keys: SiteKeys;
  /** Keys from the address, which all links carry along. */
  own: SiteKeys;
  /** What else stands in the address. */
  query: URLSearchParams;
  nowMs: number;
};

export type Page = {
  title: string;
  description: string;
  body: Html;
  status?: number;
};

/** Address of one of this website's pages, with the keys that the visitor brought. */
export function link(visit: Visit, path: string, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(more);
  for (const [name, key] of Object.entries(visit.own)) if (key !== null) query.set(name, key);
  const text = query.toString();
  return `/site${path === "/" ? "" : path}${text ? `?${text}` : ""}`;
}
