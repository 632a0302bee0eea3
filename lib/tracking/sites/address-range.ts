import ipaddr from "ipaddr.js";

/** An owner's own IPv6 address changes within its network every day; the network stays (RFC 8981). */
const HOME_BITS_IPV6 = 64;

/**
 * An address or a range in one spelling: `203.0.113.7`, `10.0.0.0/8`, `2001:db8::/64`. IPv4 inside IPv6 becomes IPv4, bits
 * behind the prefix become zero.
 * @returns null for what is neither
 */
export function plainRange(text: string): string | null {
  const entry = text.trim();
  try {
    if (!entry.includes("/")) return ipaddr.isValid(entry) && isWhole(entry) ? spelled(entry) : null;
    if (!isWhole(entry.split("/")[0] ?? "")) return null;
    const [address, bits] = ipaddr.parseCIDR(entry);
    if (bits === 0) return null;
    const network =
      address.kind() === "ipv4"
        ? ipaddr.IPv4.networkAddressFromCIDR(entry)
        : ipaddr.IPv6.networkAddressFromCIDR(entry);
    return `${network.toString()}/${bits}`;
  } catch {
    return null;
  }
}

// ipaddr.js also takes old spellings such as 127.1 and 0x7f000001, which nobody means here.
const isWhole = (address: string): boolean => address.includes(":") || /^\d+\.\d+\.\d+\.\d+$/.test(address);

const spelled = (address: string): string => ipaddr.process(address).toString();

/** What to exclude for whoever has this address: itself, or its /64 for IPv6. @returns null for no address */
export function homeRange(address: string): string | null {
  const plain = plainRange(address);
  return plain?.includes(":") ? plainRange(`${plain}/${HOME_BITS_IPV6}`) : plain;
}
