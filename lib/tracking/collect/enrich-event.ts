import type { Geo } from "@/lib/geo";
import { readPageAddress } from "../enrich/page-address";
import { readAgent } from "../enrich/user-agent";
import type { DropReason } from "../schemas";
import { clientText, sourceText } from "../values";
import { isAllowedHost } from "./hosts";
import type { EventRow } from "./event-rows";
import type { RateWindow } from "./rate-window";
import type { TrackedSite } from "./site-cache";
import type { Sender, VisitorKeySource } from "./visitor-keys";
import { EVENT_KIND, type SentEvent } from "./wire";

export type EnrichTools = { geo: Geo; rates: RateWindow; keys: VisitorKeySource };

/**
 * Applies the rules of a site to one event and adds what is known of its sender. The salts must have been prepared.
 * @returns the row, or why the event does not count
 */
export function enrichEvent(
  event: SentEvent,
  site: TrackedSite,
  sender: Sender,
  receivedMs: number,
  tools: EnrichTools,
): EventRow | DropReason {
  const page = readPageAddress(event.url);
  if (!page) return "bad_event";
  if (!isAllowedHost(page.host, site.hosts)) return "host_not_allowed";
  const agent = readAgent(sender.userAgent);
  if (agent.isBot || event.isAutomated) return "bot";
  if (!tools.rates.take(sender.address, receivedMs)) return "rate_limited";
  const occurredAtMs = receivedMs - event.delayMs;
  const { visitorKey, priorVisitorKey } = tools.keys.keysOf(site, sender, occurredAtMs);
  return {
    siteNo: site.no,
    tenantId: site.tenantId,
    id: event.id,
    visitorKey,
    priorVisitorKey,
    occurredAtMs,
    kind: event.kind,
    path: page.path,
    client: clientText(agent, tools.geo.find(sender.address), event.language, event.screenWidthPx),
    source: event.kind === EVENT_KIND.engagement ? null : sourceText(site, page.search, event.referrer),
    name: event.name || null,
    propsJson: event.propsJson,
    visibleMs: event.visibleMs,
  };
}
