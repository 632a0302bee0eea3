import { isAllowedHost, portOf } from "./allow-list";
import { refused } from "./faults";

const PORTS = new Set([80, 443]);
const URL_CHARS_MAX = 2_000;

/**
 * A URL that somebody typed, as the product may fetch it: http or https, no credentials, the usual ports.
 * new URL() has written numbers in every spelling (decimal, octal, hex) as dotted addresses by then.
 * @param base where a relative redirect starts
 * @throws AppError bad_request
 */
export function parseOutboundUrl(text: string, base?: URL): URL {
  if (text.length > URL_CHARS_MAX) throw refused(`An address may have at most ${URL_CHARS_MAX} characters.`);
  if (!URL.canParse(text, base)) throw refused("This is not an address like https://www.example.com.");
  const url = new URL(text, base);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw refused("Only addresses that begin with http:// or https:// are fetched.");
  if (url.username !== "" || url.password !== "")
    throw refused("An address with a user name or password in it is not fetched.");
  if (!PORTS.has(portOf(url)) && !isAllowedHost(url))
    throw refused("Only the usual ports of websites, 80 and 443, are fetched.");
  url.hash = "";
  return url;
}
