import type { Pool } from "pg";
import { nowMs } from "@/lib/clock";
import type { Collector } from "../../collect/collector";
import { cookieKey, cookieValue } from "../../collect/consent";
import { Dictionary, VALUE_KIND } from "../../collect/dictionary";
import { isAllowedHost } from "../../collect/hosts";
import { RateWindow } from "../../collect/rate-window";
import type { TrackedSite } from "../../collect/site-cache";
import { readPageAddress } from "../../enrich/page-address";
import { readAgent, senderVerdict } from "../../enrich/user-agent";
import type { DropReason } from "../../schemas";
import { clientText } from "../../values";
import { REPLAY_AGE_MAX_MS } from "../limits";
import { type ChunkHead, readChunk, replayTimeMs } from "./read-chunk";
import { type NewChunk, storeChunk } from "./store-chunk";
import { type Unpacked, unpack } from "./unpack";

/** One POST as the transport saw it. */
export type ReplayRequest = {
  body: Buffer | { tooLargeBytes: number };
  contentType: string | undefined;
  peer: string;
  forwardedFor: string | undefined;
  userAgent: string;
  cookie: string | undefined;
};

/**
 * 204 stored; 204 with isOver: left out by a rule, send no more of this recording; 400 unreadable, 413 too large, 415 sent as
 * something else, 429 and 503: try again after that many seconds.
 */
export type ReplayOutcome =
  { status: 204; isOver: boolean } | { status: 400 | 413 | 415 } | { status: 429 | 503; retryAfterS: number };

export type ReplayReceiverOptions = {
  collector: Collector;
  pool: Pool;
  log: { warn(fields: object, message: string): void };
  /** Pieces a minute from one address, and to one site. */
  limitPerMin?: number;
  siteLimitPerMin?: number;
};

const LIMIT_PER_MIN = 300;
const SITE_LIMIT_PER_MIN = 6_000;
const UNPACKING_MAX = 8;
const AHEAD_MAX_MS = 5 * 60_000;
const DURATION_MS_MAX = REPLAY_AGE_MAX_MS;
const TYPES = /^(?:text\/plain|application\/octet-stream)(?:\s*;|$)/i;

const OVER: ReplayOutcome = { status: 204, isOver: true };
const AWAY: ReplayOutcome = { status: 503, retryAfterS: 5 };

type Taken = { head: ChunkHead; content: Buffer; site: TrackedSite; path: string; address: string };

/** Takes pieces of recordings. One instance a process, beside its collector. */
export class ReplayReceiver {
  private readonly rates: RateWindow;
  private readonly siteRates: RateWindow;
  private readonly dictionary: Dictionary;
  private unpacking = 0;

  constructor(private readonly options: ReplayReceiverOptions) {
    this.rates = new RateWindow(options.limitPerMin ?? LIMIT_PER_MIN);
    this.siteRates = new RateWindow(options.siteLimitPerMin ?? SITE_LIMIT_PER_MIN);
    this.dictionary = new Dictionary(options.pool);
  }

  /** What the recorder has to know of a site before it begins; null when nothing is recorded there. */
  async configOf(siteKey: string): Promise<{ block: string; unmask: string } | null> {
    const site = await this.options.collector.sites.find(siteKey, nowMs());
    if (!site || !isRecording(site)) return null;
    return { block: site.replayBlockSelector, unmask: site.replayUnmaskSelector };
  }

  /** Handles one POST. Never throws; a fault of database or storage is a 503. */
  async receive(request: ReplayRequest): Promise<ReplayOutcome> {
    const receivedMs = nowMs();
    const { body, contentType } = request;
    if (!Buffer.isBuffer(body)) return this.refuse("too_large", null, receivedMs, { status: 413 });
    if (contentType !== undefined && !TYPES.test(contentType))
      return this.refuse("replay_unreadable", null, receivedMs, { status: 415 });
    const chunk = readChunk(body);
    if (!chunk) return this.refuse("replay_unreadable", null, receivedMs, { status: 400 });
    try {
      return await this.take(chunk, request, receivedMs);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.options.log.warn({ reason }, "a piece of a recording could not be stored");
      return AWAY;
    }
  }

  private async take(
    { head, content }: { head: ChunkHead; content: Buffer },
    request: ReplayRequest,
    receivedMs: number,
  ): Promise<ReplayOutcome> {
    const site = await this.options.collector.sites.find(head.siteKey, receivedMs);
    if (!site) return this.refuse("unknown_site", null, receivedMs);
    const page = readPageAddress(head.url);
    if (!page) return this.refuse("replay_unreadable", site, receivedMs, { status: 400 });
    const address = this.options.collector.addressOf(request);
    const reason = refusalOf(head, site, { ...page, address }, request.userAgent, receivedMs);
    if (reason !== null) return this.refuse(reason, site, receivedMs);
    if (!this.rates.take(address, receivedMs) || !this.siteRates.take(site.id, receivedMs))
      return this.refuse("rate_limited", site, receivedMs, { status: 429, retryAfterS: 30 });
    // Each takes some megabytes while it is open.
    if (this.unpacking >= UNPACKING_MAX) return AWAY;
    this.unpacking += 1;
    try {
      return await this.unpackAndStore(
        { head, content, site, path: page.path, address },
        request,
        receivedMs,
      );
    } finally {
      this.unpacking -= 1;
    }
  }

  private async unpackAndStore(
    taken: Taken,
    request: ReplayRequest,
    receivedMs: number,
  ): Promise<ReplayOutcome> {
    const { head, content, site } = taken;
    const unpacked = await unpack(content, head.isPacked);
    if (unpacked === "too_large") return this.refuse("too_large", site, receivedMs, { status: 413 });
    if (unpacked === "unreadable") return this.refuse("replay_unreadable", site, receivedMs, { status: 400 });
    const chunk = await this.toChunk(taken, unpacked, request, receivedMs);
    const verdict = await storeChunk(this.options.pool, chunk);
    if (verdict === "over") return this.refuse("replay_over", site, receivedMs);
    return { status: 204, isOver: false };
  }

  private async toChunk(
    { head, site, path, address }: Taken,
    unpacked: Unpacked,
    request: ReplayRequest,
    receivedMs: number,
  ): Promise<NewChunk> {
    const startedMs = startOf(head, receivedMs);
    const bound = (ms: number) => Math.min(Math.max(Math.round(ms - head.startMs), 0), DURATION_MS_MAX);
    const toMs = bound(unpacked.lastMs ?? head.sentMs);
    const { userAgent } = request;
    const { keys, geo } = this.options.collector.tools;
    const { visitorKey, priorVisitorKey } = await keys.load(site, { address, userAgent }, receivedMs);
    const cookie = cookieValue(request.cookie);
    const value = clientText(readAgent(userAgent), geo.find(address), head.language, head.screenWidthPx);
    return {
      tenantId: site.tenantId,
      siteId: site.id,
      replayId: head.replayId,
      seq: head.seq,
      visitorKey: cookie === null ? visitorKey : cookieKey(site.no, cookie),
      otherVisitorKey: cookie === null ? priorVisitorKey : (priorVisitorKey ?? visitorKey),
      startedAt: new Date(startedMs),
      receivedAt: new Date(receivedMs),
      fromMs: Math.min(bound(unpacked.firstMs ?? head.sentMs), toMs),
      toMs,
      events: unpacked.events,
      pages: unpacked.pages,
      path,
      clientId: await this.clientId(site, value),
      reason: head.reason,
      packed: unpacked.packed,
    };
  }

  private async clientId(site: TrackedSite, value: string): Promise<number> {
    const kind = VALUE_KIND.client;
    if (this.dictionary.peek(site.no, kind, value) === undefined)
      await this.dictionary.learn([{ tenantId: site.tenantId, siteNo: site.no, kind, value }]);
    return this.dictionary.peek(site.no, kind, value) ?? 0;
  }

  private refuse(
    reason: DropReason,
    site: TrackedSite | null,
    atMs: number,
    outcome: ReplayOutcome = OVER,
  ): ReplayOutcome {
    this.options.collector.drops.add(reason, site, atMs);
    return outcome;
  }
}

const isRecording = (site: TrackedSite): boolean => site.asksConsent && site.replaySamplePct > 0;

function refusalOf(
  head: ChunkHead,
  site: TrackedSite,
  page: { host: string; path: string; address: string },
  userAgent: string,
  receivedMs: number,
): DropReason | null {
  if (!isRecording(site)) return "replay_off";
  if (!head.hasConsent) return "replay_no_consent";
  if (!isAllowedHost(page.host, site.hosts)) return "host_not_allowed";
  const verdict = senderVerdict({ userAgent });
  if (verdict !== null) return verdict;
  if (head.isAutomated) return "bot";
  if (site.isExcludedPath?.(page.path) || site.isExcludedAddress?.(page.address)) return "excluded";
  const beganMs = replayTimeMs(head.replayId);
  return beganMs < receivedMs - REPLAY_AGE_MAX_MS || beganMs > receivedMs + AHEAD_MAX_MS ? "stale" : null;
}

/** When the recording began by our clock: as long before the receipt as the browser's own clock says. */
function startOf(head: ChunkHead, receivedMs: number): number {
  const ageMs = Math.min(Math.max(head.sentMs - head.startMs, 0), REPLAY_AGE_MAX_MS);
  return receivedMs - ageMs;
}
