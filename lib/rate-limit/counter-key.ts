import { createHmac } from "node:crypto";
import { isIPv6 } from "node:net";
import { derivedKey } from "@/lib/secrets";

const KEY_INFO = "brand-automator limit counters v1";
const NETWORK_GROUPS = 4;

/** The first 64 bits of an IPv6 address: one connection at home has all the addresses below them. */
function networkOf(address: string): string {
  const [head = "", tail] = address.split("::");
  const groups = head === "" ? [] : head.split(":");
  const after = tail ? tail.split(":") : [];
  // An IPv4 address at the end stands for two groups; it lies beyond the first 64 bits either way.
  const missing = tail === undefined ? 0 : 8 - groups.length - after.length - (tail.includes(".") ? 1 : 0);
  const all = [...groups, ...Array<string>(Math.max(0, missing)).fill("0"), ...after];
  const network = all.slice(0, NETWORK_GROUPS).map((group) => parseInt(group, 16).toString(16));
  return `${network.join(":")}::/64`;
}

/**
 * Under what a counter is kept. Network addresses and e-mail addresses stand in the keys, and the counters in a table:
 * so only a keyed hash is kept, which nobody turns back without the product's secret. IPv6 addresses count by network.
 * @param key parts joined by "|"
 */
export function counterKey(key: string): string {
  const counted = key
    .split("|")
    .map((part) => (isIPv6(part) ? networkOf(part) : part))
    .join("|");
  return createHmac("sha256", derivedKey(KEY_INFO)).update(counted).digest("base64url");
}
