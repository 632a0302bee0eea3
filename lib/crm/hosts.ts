const bare = (host: string): string =>
  host
    .toLowerCase()
    .replace(/\.$/, "")
    .replace(/^www\./, "");

/** Whether a host is one of the given ones or a subdomain of one; "www." makes no difference, ports do not count. */
export function isHostAmong(host: string, hosts: readonly string[]): boolean {
  const name = bare(host);
  return hosts.map(bare).some((entry) => entry !== "" && (name === entry || name.endsWith(`.${entry}`)));
}
