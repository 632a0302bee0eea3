import { nowMs } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { fetchOutbound, lookupTxt } from "@/lib/outbound";
import { recordNames, recordValue } from "./internal";

/** A website of the workspace, as far as a proof needs it. */
export interface ProvingSite {
  domain: string;
  siteKey: string;
  lastEventAt: string | null;
}

/** found: proved. missing: looked, and it is not there. away: could not look; says nothing about the domain. */
export type Proof =
  | { outcome: "found"; method: "dns" | "tracker" }
  | { outcome: "missing"; fault: string }
  | { outcome: "away"; fault: string };

const PAGE_BYTES_MAX = 1_000_000;
const PAGE_TIMEOUT_MS = 8_000;
const RECENT_MS = 30 * 86_400_000;

/**
 * Looks for a domain's proof on the network: the TXT record first, then the tracker on its home page. Events alone prove
 * nothing, since anyone can send some under any host name; the page that we fetch ourselves does.
 * Takes up to about 20 s; never inside a transaction.
 */
export async function findProof(
  domain: string,
  token: string,
  sites: readonly ProvingSite[],
): Promise<Proof> {
  const dns = await fromDns(domain, token);
  if (dns.outcome === "found") return dns;
  const tracker = await fromPage(domain, sites);
  if (tracker?.outcome === "found") return tracker;
  return { outcome: dns.outcome, fault: tracker ? `${dns.fault} ${tracker.fault}` : dns.fault };
}

async function fromDns(domain: string, token: string): Promise<Proof> {
  const wanted = recordValue(token);
  const answers = await Promise.all(
    recordNames(domain).map((name) =>
      lookupTxt(name).then(
        (records) => ({ name, records }),
        (error: unknown) => ({ name, error }),
      ),
    ),
  );
  const records = answers.flatMap((answer) => ("records" in answer ? answer.records : []));
  if (records.some((record) => record.trim().replace(/^"|"$/g, "") === wanted))
    return { outcome: "found", method: "dns" };
  const failed = answers.find((answer) => "error" in answer);
  if (failed && "error" in failed) return { outcome: "away", fault: sentenceOf(failed.error) };
  return { outcome: "missing", fault: faultOf(domain, records) };
}

function faultOf(domain: string, records: readonly string[]): string {
  if (records.length === 0)
    return `There is no TXT record at ${recordNames(domain).join(" or ")} yet. New records can take up to an hour to show.`;
  const other = records.some((record) => record.startsWith("brand-automator-verify="));
  const found =
    records.length === 1
      ? "1 TXT record, which is not ours"
      : `${records.length} TXT records, none of them ours`;
  return other
    ? "There is a record of ours with another value. Copy the value of this workspace again."
    : `We found ${found}.`;
}

async function fromPage(domain: string, sites: readonly ProvingSite[]): Promise<Proof | null> {
  const own = sites.filter((site) => site.domain === domain || site.domain === `www.${domain}`);
  const recent = own.filter((site) => site.lastEventAt && Date.parse(site.lastEventAt) > nowMs() - RECENT_MS);
  if (recent.length === 0) return null;
  try {
    const page = await fetchOutbound(`https://${domain}/`, {
      timeoutMs: PAGE_TIMEOUT_MS,
      bytesMax: PAGE_BYTES_MAX,
      headers: { accept: "text/html" },
    });
    const host = new URL(page.url).hostname;
    if (host !== domain && host !== `www.${domain}`)
      return {
        outcome: "missing",
        fault: `https://${domain}/ leads to ${host}, which proves nothing for ${domain}.`,
      };
    const html = page.body.toString("utf8");
    if (page.status === 200 && recent.some((site) => holdsTracker(html, site.siteKey)))
      return { outcome: "found", method: "tracker" };
    return {
      outcome: "missing",
      fault: `The tracker's line of this workspace is not on https://${domain}/ either.`,
    };
  } catch (error) {
    return { outcome: "away", fault: sentenceOf(error) };
  }
}

/** Whether a page runs the tracker with a site key: a script element of its own, outside of comments. */
export function holdsTracker(html: string, siteKey: string): boolean {
  const scripts = html.replace(/<!--[\s\S]*?-->/g, "").match(/<script\b[^>]*>/gi) ?? [];
  return scripts.some((tag) => {
    const key = /\bdata-site\s*=\s*["']?([\w-]+)/i.exec(tag)?.[1];
    return key === siteKey && /\bsrc\s*=\s*["']?[^"'\s>]*\/t\.js\b/i.test(tag);
  });
}

const sentenceOf = (error: unknown): string =>
  error instanceof AppError ? error.message : "The domain could not be looked up.";
