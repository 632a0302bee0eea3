import { logger } from "@/lib/logger";
import { callPosthog } from "../provider/call-posthog";
import { PosthogFault } from "../provider/fault";
import { basesOf } from "../provider/hosts";
import { findRecordedSite, isOwnOrigin, type RecordedSite } from "./find-site";
import { mayCall, whileRoom } from "./limits";
import { scriptConfigOf } from "./remote-config";

/** Largest body of one call; the recorder sends at most about 1 MB at once. */
export const PROXY_BYTES_MAX = 1_500_000;
const ANSWER_BYTES_MAX = 100_000;
const RETRY_AFTER_S = 30;

/** A call of a website's page. */
export type ProxyAsked = {
  method: string;
  /** Behind /ph/, without the query: `{siteKey}/config` or `{siteKey}/s`. */
  path: string;
  /** With its question mark, or "". */
  search: string;
  origin: string | null;
  contentType: string;
  userAgent: string;
  /** The caller's network address; counted, never passed on. */
  address: string;
  /** Reads the body; null when it is larger than PROXY_BYTES_MAX. */
  readBody(): Promise<Uint8Array | null>;
};

export type ProxyAnswer = { status: number; headers: Record<string, string>; body: string };

const SITE_PATH = /^([A-Za-z0-9_-]{8,64})\/(config|s)\/?$/;
// Of the recorder's own query: how the body is packed, which version, when. Everything else stays here.
const QUERY = /^(compression|ver|_)$/;

const cors = (origin: string | null): Record<string, string> => ({
  "Access-Control-Allow-Origin": origin ?? "*",
  Vary: "Origin",
  "Cache-Control": "no-store",
});

const plain = (asked: ProxyAsked, status: number, more: Record<string, string> = {}): ProxyAnswer => ({
  status,
  headers: { ...cors(asked.origin), ...more },
  body: "",
});

/**
 * Stands between a website's pages and its workspace's PostHog, so that a page talks to our address alone. It serves recording
 * and nothing else: two paths, only from the site's own pages, only while recording is on; no cookie and no address goes on.
 */
export async function answerProxy(asked: ProxyAsked): Promise<ProxyAnswer> {
  const [, siteKey, what] = SITE_PATH.exec(asked.path) ?? [];
  if (siteKey === undefined) return plain(asked, 404);
  if (asked.method === "OPTIONS")
    return plain(asked, 204, {
      "Access-Control-Allow-Methods": "GET, POST",
      "Access-Control-Allow-Headers": "content-type",
      "Access-Control-Max-Age": "86400",
    });
  if (asked.method !== (what === "config" ? "GET" : "POST")) return plain(asked, 405);
  if (!mayCall(asked.address)) return plain(asked, 429, { "Retry-After": String(RETRY_AFTER_S) });
  const site = await findRecordedSite(siteKey);
  // A page's own GET to its own origin names no origin.
  const isOwn =
    site !== null && ((what === "config" && asked.origin === null) || isOwnOrigin(site, asked.origin));
  if (!isOwn) return plain(asked, 403);
  const done = await whileRoom(() => (what === "config" ? configFor(asked, site) : passOn(asked, site)));
  return done ?? plain(asked, 503, { "Retry-After": String(RETRY_AFTER_S) });
}

async function guarded(asked: ProxyAsked, work: () => Promise<ProxyAnswer>): Promise<ProxyAnswer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PosthogFault)) throw error;
    logger().info({ kind: error.kind }, "a recording could not be passed on");
    return plain(asked, 503, { "Retry-After": String(error.retryAfterS ?? RETRY_AFTER_S) });
  }
}

const configFor = (asked: ProxyAsked, site: RecordedSite): Promise<ProxyAnswer> =>
  guarded(asked, async () => ({
    status: 200,
    headers: { ...cors(asked.origin), "Content-Type": "application/json" },
    body: JSON.stringify(await scriptConfigOf(site)),
  }));

const passOn = (asked: ProxyAsked, site: RecordedSite): Promise<ProxyAnswer> =>
  guarded(asked, async () => {
    const body = await asked.readBody();
    if (body === null) return plain(asked, 413, { Connection: "close" });
    const query = new URLSearchParams(
      [...new URLSearchParams(asked.search)].filter(([name]) => QUERY.test(name)),
    );
    const answer = await callPosthog(`${basesOf(site.host).ingest}/s/?${query}`, {
      method: "POST",
      body,
      bytesMax: ANSWER_BYTES_MAX,
      headers: { "content-type": asked.contentType || "text/plain", "user-agent": asked.userAgent },
    });
    const isJson = (answer.headers["content-type"] ?? "").includes("json");
    return {
      status: answer.status,
      headers: { ...cors(asked.origin), ...(isJson ? { "Content-Type": "application/json" } : {}) },
      body: isJson ? answer.body.toString("utf8") : "",
    };
  });
