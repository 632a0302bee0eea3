import { RecentMap } from "@/lib/recent-map";

const PATH_BYTES_MAX = 1_000;
const ADDRESSES_MAX = 5_000;
const recent = new RecentMap<string, PageAddress>(ADDRESSES_MAX);

/** `search` is the query as text, with its "?"; "" without one. */
export type PageAddress = { host: string; path: string; search: string };

/**
 * Reads the address that the tracker sent.
 * The path keeps no query and no fragment, except a fragment that is a route ("#/prices", without a query of its own), and no slash at its end.
 * @returns null when the text is no http(s) address
 */
export function readPageAddress(text: string): PageAddress | null {
  const known = recent.get(text);
  if (known) return known;
  const address = parsePageAddress(text);
  if (address) recent.set(text, address);
  return address;
}

function parsePageAddress(text: string): PageAddress | null {
  const url = parse(text);
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:") || !url.hostname) return null;
  const route = /^#!?\//.test(url.hash) ? (url.hash.split("?")[0] ?? "") : "";
  return {
    host: url.hostname,
    path: cleanPath(url.pathname) + route.slice(0, PATH_BYTES_MAX / 2),
    search: url.search,
  };
}

function cleanPath(pathname: string): string {
  const path = pathname.length > 1 ? pathname.replace(/\/+$/, "") || "/" : pathname;
  return path.slice(0, PATH_BYTES_MAX);
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
