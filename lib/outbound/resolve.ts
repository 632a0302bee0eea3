import { lookup, Resolver } from "node:dns/promises";
import { isIP } from "node:net";
import { env } from "@/lib/env";
import { isPublicAddress } from "./address";
import { hostOf, isAllowedHost } from "./allow-list";
import { refused, unreachable } from "./faults";

const TRY_MS = 2_000;
const TRIES = 2;
const NO_SUCH = new Set(["ENOTFOUND", "ENODATA"]);

/** An address of a host, checked; the connection goes to it and nowhere else. */
export interface CheckedAddress {
  address: string;
  family: 4 | 6;
}

/** A resolver of our own: bounded in time, and pointed elsewhere by OUTBOUND_DNS_SERVER. */
export function newResolver(): Resolver {
  const resolver = new Resolver({ timeout: TRY_MS, tries: TRIES });
  const server = env().OUTBOUND_DNS_SERVER;
  if (server !== undefined) resolver.setServers([server]);
  return resolver;
}

/** Whether a resolver says that there is no such record, as opposed to not answering. */
export const isNoSuchRecord = (error: unknown): boolean =>
  error instanceof Error && "code" in error && NO_SUCH.has(String(error.code));

async function addressesOf(host: string, signal: AbortSignal): Promise<string[]> {
  const resolver = newResolver();
  const cancel = () => resolver.cancel();
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    const found = answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
    const fault = answers.find((answer) => answer.status === "rejected" && !isNoSuchRecord(answer.reason));
    if (found.length === 0 && fault)
      throw unreachable(`The address of ${host} could not be looked up; its name server did not answer.`);
    return found;
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}

/** An allowed name may stand in this machine's own hosts file. */
async function allowedAddressesOf(host: string, signal: AbortSignal): Promise<string[]> {
  if (env().OUTBOUND_DNS_SERVER !== undefined) return addressesOf(host, signal);
  const answers = await lookup(host, { all: true }).catch(() => []);
  return answers.map((answer) => answer.address);
}

/**
 * Looks a URL's host up and checks every answer: one private address among public ones refuses the host, since which one
 * would be used is chance. Asked once for each connection; the answer is what the connection is pinned to.
 * @throws AppError bad_request for addresses that are not public; unavailable when the name server is silent
 */
export async function resolveChecked(url: URL, signal: AbortSignal): Promise<CheckedAddress> {
  const host = hostOf(url);
  const allowed = isAllowedHost(url);
  const literal = isIP(host) !== 0;
  const addresses = literal
    ? [host]
    : await (allowed ? allowedAddressesOf(host, signal) : addressesOf(host, signal));
  const [address] = addresses;
  if (address === undefined) throw refused(`There is no website at ${host}: the name has no address.`);
  if (!allowed && !addresses.every(isPublicAddress))
    throw refused(`${host} is not on the public internet, so it is not fetched.`);
  return { address, family: isIP(address) === 6 ? 6 : 4 };
}
