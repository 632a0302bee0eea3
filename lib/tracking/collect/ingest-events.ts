import { v7 } from "uuid";
import { plainAddress } from "@/lib/client-address";
import { nowMs } from "@/lib/clock";
import { AppError, notFound } from "@/lib/errors";
import { idTimeMs } from "@/lib/ids";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { senderVerdict } from "../enrich/user-agent";
import type { DropReason } from "../schemas";
import type { Collector } from "./collector";
import { enrichEvent } from "./enrich-event";
import type { EventRow } from "./event-rows";
import { type IngestEvent, IngestEventsInput, type IngestEventsOutput } from "./ingest-schemas";
import { processCollector } from "./process-collector";
import type { TrackedSite } from "./site-cache";
import { EVENT_KIND, ID_AGE_MAX_MS, ID_AHEAD_MAX_MS, type SentEvent } from "./wire";

/**
 * Takes events from the owner's own server. Only here may address, user agent and time be given, since the key tells who
 * sends them. The site's rules (hosts, bots, exclusions) hold as for browsers.
 * @throws AppError not_found (site) | unavailable (the database stays away: nothing was stored, send it again)
 */
export async function ingestEvents(ctx: Ctx, input: IngestEventsInput): Promise<IngestEventsOutput> {
  requirePermission(ctx, "events.write");
  const { siteId, events } = IngestEventsInput.parse(input);
  const collector = processCollector();
  const site = await siteOf(ctx, collector, siteId);
  const receivedMs = nowMs();
  const rows: EventRow[] = [];
  const dropped: IngestEventsOutput["dropped"] = [];
  for (const [index, event] of events.entries()) {
    const row = await toRow(collector, site, event, receivedMs);
    if (typeof row !== "string") rows.push(row);
    else {
      collector.drops.add(row, site, receivedMs);
      dropped.push({ index, reason: row });
    }
  }
  if (rows.length > 0) {
    await collector.writer.submit(rows).catch(() => {
      throw new AppError("unavailable", "The events could not be stored now. Send them again.");
    });
  }
  return { accepted: rows.length, dropped };
}

async function siteOf(ctx: Ctx, collector: Collector, siteId: string): Promise<TrackedSite> {
  const row = await withTenant(ctx, (db) =>
    db.site.findFirst({
      where: { tenantId: ctx.tenantId, id: siteId, deletedAt: null },
      select: { siteKey: true },
    }),
  );
  const site = row && (await collector.sites.find(row.siteKey, nowMs()));
  if (!site) throw notFound("site");
  return site;
}

async function toRow(
  collector: Collector,
  site: TrackedSite,
  event: IngestEvent,
  receivedMs: number,
): Promise<EventRow | DropReason> {
  const atMs = event.at === undefined ? (event.id ? idTimeMs(event.id) : receivedMs) : Date.parse(event.at);
  const id = event.id ?? v7({ msecs: atMs });
  if (isStale(atMs, receivedMs) || isStale(idTimeMs(id), receivedMs)) return "stale";
  const sender = {
    address: plainAddress(event.ip),
    userAgent: event.userAgent,
    cookie: null,
    refusal: senderVerdict({ userAgent: event.userAgent }),
  };
  await collector.tools.keys.prepare(site, atMs);
  return enrichEvent(toSent(event, id, receivedMs - atMs), site, sender, receivedMs, collector.tools);
}

const isStale = (atMs: number, receivedMs: number): boolean =>
  atMs < receivedMs - ID_AGE_MAX_MS || atMs > receivedMs + ID_AHEAD_MAX_MS;

const toSent = (event: IngestEvent, id: string, delayMs: number): SentEvent => ({
  siteKey: "",
  id,
  kind: event.name === undefined ? EVENT_KIND.pageView : EVENT_KIND.custom,
  url: event.url,
  referrer: event.referrer ?? "",
  screenWidthPx: event.screenWidthPx ?? 0,
  language: event.language ?? "",
  name: event.name ?? "",
  props: event.name === undefined ? null : (event.properties ?? null),
  visibleMs: 0,
  scrollPct: 0,
  idMs: idTimeMs(id),
  delayMs,
  isAutomated: false,
  isPrefetch: false,
  consent: "",
  identifyToken: "",
});
