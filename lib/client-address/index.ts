import { BlockList, isIP } from "node:net";
import { env } from "@/lib/env";

export type ProxyRules = { isTrusted(address: string): boolean };

/**
 * Reads the entries of TRUSTED_PROXIES: addresses and CIDR ranges.
 * @throws Error with one plain sentence on an entry that is neither
 */
export function parseProxies(entries: readonly string[]): ProxyRules {
  const single = new Set<string>();
  const ranges = new BlockList();
  let hasRanges = false;
  for (const entry of entries) {
    const [address = "", prefix] = entry.split("/");
    const family = isIP(address);
    const bits = Number(prefix ?? 0);
    if (family === 0 || !Number.isInteger(bits))
      throw new Error(`TRUSTED_PROXIES: "${entry}" is no address and no range.`);
    if (prefix === undefined) single.add(plainAddress(address));
    else ranges.addSubnet(address, bits, family === 6 ? "ipv6" : "ipv4");
    hasRanges ||= prefix !== undefined;
  }
  // BlockList makes an object a check, which shows on the collector's busiest path: asked only where there are ranges.
  const isInRange = (address: string): boolean => {
    const family = isIP(address);
    return family !== 0 && ranges.check(address, family === 6 ? "ipv6" : "ipv4");
  };
  return { isTrusted: (address) => single.has(address) || (hasRanges && isInRange(address)) };
}

/** One spelling for one address: IPv4 inside IPv6 becomes IPv4, zone ids and letter case go. */
export function plainAddress(address: string): string {
  const text = address.startsWith("::ffff:") && address.includes(".") ? address.slice(7) : address;
  const zone = text.indexOf("%");
  return (zone < 0 ? text : text.slice(0, zone)).toLowerCase();
}

/**
 * The visitor's address: the peer, or, behind trusted proxies, the last address in X-Forwarded-For that no trusted proxy
 * owns. What an untrusted peer writes into the header is ignored.
 */
export function clientAddress(peer: string, forwardedFor: string | undefined, rules: ProxyRules): string {
  let address = plainAddress(peer);
  if (!forwardedFor || !rules.isTrusted(address)) return address;
  const hops = forwardedFor.split(",");
  for (let i = hops.length - 1; i >= 0; i -= 1) {
    const hop = plainAddress((hops[i] ?? "").trim());
    if (isIP(hop) === 0) return address;
    address = hop;
    if (!rules.isTrusted(hop)) return address;
  }
  return address;
}

/**
 * Header in which our own launcher (scripts/peer-address.mjs) leaves the address of the socket's other end, since Next's
 * request object does not carry it. The launcher overwrites whatever a caller sends under this name.
 */
export const PEER_HEADER = "x-ba-peer";

let rules: ProxyRules | undefined;

/**
 * The caller's address of a request to Next. @param header reads one header, "" when absent
 */
export function peerAddress(header: (name: string) => string): string {
  rules ??= parseProxies(env().TRUSTED_PROXIES);
  return clientAddress(header(PEER_HEADER) || "unknown", header("x-forwarded-for") || undefined, rules);
}
