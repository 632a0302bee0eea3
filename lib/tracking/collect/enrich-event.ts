import type { Geo } from "@/lib/geo";
import { readPageAddress } from "../enrich/page-address";
import { readAgent } from "../enrich/user-agent";
import { readIdentifyToken } from "../identify/token";
import type { DropReason } from "../schemas";
import { clientText, sourceText } from "../values";
import { cookieKey } from "./consent";
import { isAllowedHost } from "./hosts";
import type { EventRow, Extra } from "./event-rows";
import type { RateWindow } from "./rate-window";
import type { TrackedSite } from "./site-cache";
import type { Sender, VisitorKeySource } from "./visitor-keys";
import { EVENT_KIND, type SentEvent } from "./wire";

export type EnrichTools = {
  geo: Geo;
  /** Events a minute by address, and by site. */
  rates: RateWindow;
  siteRates: RateWindow;
  keys: VisitorKeySource;
};

/** Whoever sent an event, with what is known beside address and user agent. */
export type Arrival = Sender & {
  /** Value of the cookie of a visitor who agreed; null without one. */
  cookie: string | null;
  /** Why such a sender does not count, whatever it sends; null where it does. */
  refusal: DropReason | null;
};

// Below this the browser's clock is right: what is left is the way through the network.
const CLOCK_SLACK_MS = 2_000;

/**
 * Applies the rules of a site to one event and adds what is known of its sender. The salts must have been prepared.
 * @param receivedMs when it came; an event from a server that names its own time has it here
 * @returns the row, or why the event does not count
 */
export function enrichEvent(
  event: SentEvent,
  site: TrackedSite,
  sender: Arrival,
  receivedMs: number,
  tools: EnrichTools,
): EventRow | DropReason {
  const page = readPageAddress(event.url);
  if (!page) return "bad_event";
  const refusal = refusalOf(event, site, sender, page, receivedMs, tools);
  if (refusal !== null) return refusal;
  const agent = readAgent(sender.userAgent);
  const occurredAtMs = receivedMs - event.delayMs;
  const isEngagement = event.kind === EVENT_KIND.engagement;
  const keys = keysOf(event, site, sender, occurredAtMs, tools);
  return {
    siteNo: site.no,
    tenantId: site.tenantId,
    id: event.id,
    visitorKey: keys.key,
    path: page.path,
    client: clientText(agent, tools.geo.find(sender.address), event.language, event.screenWidthPx),
    source: isEngagement ? null : sourceText(site, page.search, event.referrer),
    name: event.kind === EVENT_KIND.pageView ? null : event.name,
    extra: extraOf(event, site, occurredAtMs, receivedMs, keys),
  };
}

function refusalOf(
  event: SentEvent,
  site: TrackedSite,
  sender: Arrival,
  page: { host: string; path: string },
  receivedMs: number,
  tools: EnrichTools,
): DropReason | null {
  if (!isAllowedHost(page.host, site.hosts)) return "host_not_allowed";
  if (sender.refusal !== null) return sender.refusal;
  if (event.isAutomated) return "bot";
  if (event.isPrefetch) return "prefetch";
  if (site.isExcludedPath?.(page.path) || site.isExcludedAddress?.(sender.address)) return "excluded";
  if (!tools.rates.take(sender.address, receivedMs)) return "rate_limited";
  return tools.siteRates.take(site.id, receivedMs) ? null : "site_rate_limited";
}

type Keys = { key: string; other: string | null; isIdentified: boolean };

/** With the cookie of a visitor who agreed, the daily key is the one under which the visit may already stand. */
function keysOf(
  event: SentEvent,
  site: TrackedSite,
  sender: Arrival,
  occurredAtMs: number,
  tools: EnrichTools,
): Keys {
  const { visitorKey, priorVisitorKey } = tools.keys.keysOf(site, sender, occurredAtMs);
  if (sender.cookie === null || event.consent !== "granted" || !site.asksConsent)
    return { key: visitorKey, other: priorVisitorKey, isIdentified: false };
  const key = cookieKey(site.no, sender.cookie);
  return { key, other: priorVisitorKey ?? visitorKey, isIdentified: true };
}

function extraOf(
  event: SentEvent,
  site: TrackedSite,
  occurredAtMs: number,
  receivedMs: number,
  keys: Keys,
): string {
  const offMs = occurredAtMs - event.idMs;
  const isOff = offMs >= CLOCK_SLACK_MS || offMs <= -CLOCK_SLACK_MS;
  if (event.kind === EVENT_KIND.pageView && !isOff && keys.other === null && !keys.isIdentified) return "";
  const extra: Extra = {};
  if (event.props !== null) extra.p = event.props;
  if (event.visibleMs > 0) extra.v = event.visibleMs;
  if (event.scrollPct > 0) extra.d = event.scrollPct;
  if (isOff) extra.o = offMs;
  if (keys.other !== null) extra.y = keys.other;
  if (keys.isIdentified) extra.h = 1;
  const contactId = event.identifyToken && readIdentifyToken(event.identifyToken, site.tenantId, receivedMs);
  if (contactId) extra.c = contactId;
  const text = JSON.stringify(extra);
  return text === "{}" ? "" : text;
}
