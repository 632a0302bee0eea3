import { AppError } from "@/lib/errors";
import { hostOf } from "./allow-list";
import { refused, unreachable } from "./faults";
import { type HopAnswer, sendHop } from "./hop";
import { resolveChecked } from "./resolve";
import { parseOutboundUrl } from "./url";

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Headers that may follow to another origin: they say nothing about us. */
const KEPT_HEADERS = new Set(["accept", "accept-language", "user-agent"]);

export interface OutboundOptions {
  /** For everything together: look-ups, redirects, the body. Milliseconds; default 10,000. */
  timeoutMs?: number;
  /** Most bytes of the decoded body; default 1,000,000. */
  bytesMax?: number;
  /** Default GET. */
  method?: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** How many redirects are followed; default 5. With 0 the redirect itself is the answer. */
  redirectsMax?: number;
}

export interface OutboundAnswer {
  /** Whatever the other side said, also 404 or 500. */
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Decoded. */
  body: Buffer;
  /** Where the answer came from, after redirects. */
  url: string;
}

interface Asked {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body: Uint8Array | undefined;
}

/** What to ask after a redirect, as browsers do it, but nothing that was meant for one origin goes to another. */
function follow(asked: Asked, status: number, location: string): Asked {
  const url = parseOutboundUrl(location, asked.url);
  const isSameOrigin = url.origin === asked.url.origin;
  const headers = isSameOrigin
    ? asked.headers
    : Object.fromEntries(Object.entries(asked.headers).filter(([name]) => KEPT_HEADERS.has(name)));
  const becomesGet =
    (status === 303 && asked.method !== "HEAD") || (status <= 302 && asked.method === "POST");
  if (becomesGet) {
    const { "content-type": _type, ...rest } = headers;
    return { url, method: "GET", headers: rest, body: undefined };
  }
  if (asked.body && !isSameOrigin) throw refused("What was sent is not passed on to another website.");
  return { url, method: asked.method, headers, body: asked.body };
}

async function askOnce(
  asked: Asked,
  bytesMax: number,
  signal: AbortSignal,
  follows: boolean,
): Promise<HopAnswer> {
  const host = hostOf(asked.url);
  try {
    const to = await resolveChecked(asked.url, signal);
    signal.throwIfAborted();
    const wantsBody = (status: number) => !(follows && REDIRECTS.has(status));
    return await sendHop({ ...asked, to, bytesMax, signal, wantsBody });
  } catch (error) {
    if (signal.aborted) throw unreachable(`${host} did not answer in time.`, error);
    if (error instanceof AppError) throw error;
    throw unreachable(`${host} could not be reached, or broke the connection.`, error);
  }
}

const lowerCased = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/**
 * Fetches a URL that a user typed. Only the public internet (and OUTBOUND_ALLOW_HOSTS) is reached: every address a name has is
 * checked, the connection goes to the checked one, and each redirect is checked anew. Time and size are bounded.
 * @throws AppError bad_request when the URL or what is there is refused, unavailable when it cannot be reached; both with a sentence
 */
export async function fetchOutbound(url: string, options: OutboundOptions = {}): Promise<OutboundAnswer> {
  const { timeoutMs = 10_000, bytesMax = 1_000_000, redirectsMax = 5, body } = options;
  const signal = AbortSignal.timeout(timeoutMs);
  let asked: Asked = {
    url: parseOutboundUrl(url),
    method: options.method ?? "GET",
    headers: lowerCased(options.headers ?? {}),
    body: typeof body === "string" ? Buffer.from(body, "utf8") : body,
  };
  for (let redirects = 0; ; redirects += 1) {
    const answer = await askOnce(asked, bytesMax, signal, redirectsMax > 0);
    const { location } = answer.headers;
    if (!REDIRECTS.has(answer.status) || location === undefined || redirectsMax === 0)
      return { ...answer, url: asked.url.href };
    if (redirects === redirectsMax)
      throw refused(`${hostOf(asked.url)} redirects more than ${redirectsMax} times.`);
    asked = follow(asked, answer.status, location);
  }
}
