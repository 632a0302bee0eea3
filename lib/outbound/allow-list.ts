import { env } from "@/lib/env";

/** A URL's host without brackets and without the dot of a full name. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");

/** The port a URL means, also where it is not written. */
export const portOf = (url: URL): number => Number(url.port || (url.protocol === "https:" ? 443 : 80));

/** Whether OUTBOUND_ALLOW_HOSTS (host, or host:port) lets a URL through whatever its address and port are. */
export function isAllowedHost(url: URL): boolean {
  const host = url.hostname.replace(/\.$/, "");
  const names = [host, `${host}:${portOf(url)}`];
  return env().OUTBOUND_ALLOW_HOSTS.some((entry) => names.includes(entry.toLowerCase()));
}
