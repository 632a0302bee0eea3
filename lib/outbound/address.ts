import ipaddr from "ipaddr.js";

// Public by their range, yet never a website: Azure's platform address (learn.microsoft.com, "What is IP address 168.63.129.16?").
const REFUSED = new Set(["168.63.129.16"]);
// Global unicast (RFC 4291, 2.4, and IANA's registry): everything else of IPv6 is special or unassigned.
const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("2000::"), 3];

const isPublicV4 = (address: ipaddr.IPv4): boolean =>
  address.range() === "unicast" && !REFUSED.has(address.toString());

const v4Of = (bytes: number[]): ipaddr.IPv4 => new ipaddr.IPv4(bytes);

/** An IPv6 address that stands for an IPv4 one is judged by that one. Teredo hides it behind a relay and is refused. */
function isPublicV6(address: ipaddr.IPv6): boolean {
  const bytes = address.toByteArray();
  switch (address.range()) {
    case "ipv4Mapped":
    case "rfc6052": // NAT64: how an IPv6-only network reaches IPv4
      return isPublicV4(v4Of(bytes.slice(12)));
    case "6to4":
      return isPublicV4(v4Of(bytes.slice(2, 6)));
    case "unicast":
      return address.match(GLOBAL_UNICAST);
    default:
      return false;
  }
}

/**
 * Whether an address belongs to the public internet: not this machine, a private or shared network, link-local (where
 * clouds serve their metadata), multicast, reserved for documentation or else. Ranges: IANA's special-purpose registries, as
 * ipaddr.js has them.
 * @param text an address as a resolver or new URL() writes it, without brackets; anything else is not public
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address instanceof ipaddr.IPv4) return ipaddr.IPv4.isValidFourPartDecimal(text) && isPublicV4(address);
  return address instanceof ipaddr.IPv6 && !address.zoneId && isPublicV6(address);
}
