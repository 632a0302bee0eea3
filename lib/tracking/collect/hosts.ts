/** A host under its comparable name: lower case, no "www.", no dot at the end. */
export function bareHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/\.$/, "")
    .replace(/^www\./, "");
}

/**
 * Whether pages of a host count for a site: its domain, subdomains of it, and the hosts its owner listed (with their
 * subdomains). "localhost" and addresses count only when listed.
 * @param allowed bare hosts, see {@link bareHost}
 */
export function isAllowedHost(host: string, allowed: readonly string[]): boolean {
  const bare = bareHost(host);
  return allowed.some((entry) => bare === entry || bare.endsWith(`.${entry}`));
}
