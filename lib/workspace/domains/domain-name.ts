import { parse } from "tldts";
import { invalid } from "@/lib/errors";

/**
 * A domain as it stands in DNS: lower case, other letters in their xn-- form, without scheme, path or final dot.
 * @throws AppError validation_failed for addresses, bare names and public suffixes such as co.uk
 */
export function domainName(text: string): string {
  const host = hostOf(text);
  const parsed = parse(host, { allowPrivateDomains: true });
  const wrong = (reason: string) => invalid([{ name: "domain", reason }]);
  if (!host || parsed.isIp || !/^[a-z0-9.-]+$/.test(host)) throw wrong("Enter a domain such as example.com.");
  if (parsed.publicSuffix === host)
    throw wrong(`${host} is a suffix that many share; enter the domain that you registered.`);
  if (!parsed.domain) throw wrong("Enter a domain such as example.com.");
  return host;
}

function hostOf(text: string): string {
  const trimmed = text.trim();
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
  return URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, "").toLowerCase() : "";
}
