import type { Pool } from "pg";
import { clientAddress, parseProxies, type ProxyRules } from "@/lib/client-address";
import { nowMs } from "@/lib/clock";
import { openGeo } from "@/lib/geo";
import type { DropReason } from "../schemas";
import { DropCounters } from "./drop-counters";
import { enrichEvent, type EnrichTools } from "./enrich-event";
import { EventWriter, NotStoredError, type WriterOptions } from "./event-writer";
import type { EventRow } from "./event-rows";
import { RateWindow } from "./rate-window";
import { SiteCache, type TrackedSite } from "./site-cache";
import { VisitorKeySource, type Sender } from "./visitor-keys";
import { BATCH_EVENTS_MAX, BODY_BYTES_MAX, readEvent, siteKeyOf, type SentEvent } from "./wire";

export type CollectorOptions = {
  pool: Pool;
  trustedProxies: readonly string[];
  limitPerMin: number;
  cityFile: string | undefined;
  log: { warn(fields: object, message: string): void; info(fields: object, message: string): void };
  writer?: WriterOptions;
};

/** One POST as the transport saw it; the same for node:http and for Next's route. */
export type CollectRequest = {
  /** The text, or how many bytes it would have had when that was over the limit. */
  body: string | { tooLargeBytes: number };
  /** Address of the peer, and the header that proxies add. */
  peer: string;
  forwardedFor: string | undefined;
  userAgent: string;
};

/** 204 stored or dropped by rule, 400 unreadable, 413 too large, 503 not stored: try again after that many seconds. */
export type CollectOutcome = { status: 204 | 400 | 413 } | { status: 503; retryAfterS: number };

const OK: CollectOutcome = { status: 204 };
const UNREADABLE: CollectOutcome = { status: 400 };
const TOO_LARGE: CollectOutcome = { status: 413 };
const AWAY: CollectOutcome = { status: 503, retryAfterS: 2 };

/** Turns what browsers send into stored events. One instance a process. */
export class Collector {
  readonly drops: DropCounters;
  readonly writer: EventWriter;
  private readonly sites: SiteCache;
  private readonly proxies: ProxyRules;
  private readonly tools: EnrichTools;

  constructor(private readonly options: CollectorOptions) {
    const { pool, log } = options;
    this.drops = new DropCounters(pool);
    this.sites = new SiteCache(pool);
    this.proxies = parseProxies(options.trustedProxies);
    this.tools = {
      geo: openGeo(options.cityFile, (path) =>
        log.warn({ path }, "a location file cannot be read; countries stay unknown"),
      ),
      rates: new RateWindow(options.limitPerMin),
      keys: new VisitorKeySource(pool),
    };
    this.writer = new EventWriter(
      pool,
      {
        onAway: (error) => log.warn({ reason: reasonOf(error) }, "the database is away; events wait"),
        onBack: () => this.databaseIsBack(),
        onRefused: (row, error) => this.refused(row, error),
      },
      options.writer,
    );
  }

  /** Handles one POST. Never throws; a fault of the database is a 503. */
  async collect(request: CollectRequest): Promise<CollectOutcome> {
    const receivedMs = nowMs();
    if (typeof request.body !== "string") {
      this.drops.add("too_large", null, receivedMs);
      return TOO_LARGE;
    }
    const events = readBody(request.body);
    if (events === null) {
      this.drops.add("bad_json", null, receivedMs);
      return UNREADABLE;
    }
    const address = clientAddress(request.peer, request.forwardedFor, this.proxies);
    try {
      return await this.collectEvents(events, { address, userAgent: request.userAgent }, receivedMs);
    } catch (error) {
      if (!(error instanceof NotStoredError))
        this.options.log.warn({ reason: reasonOf(error) }, "events could not be taken");
      return AWAY;
    }
  }

  /** Waits for the last commit and writes the counters. */
  async close(): Promise<void> {
    await this.writer.drain();
    await this.drops
      .flush()
      .catch((error: unknown) =>
        this.options.log.warn({ reason: reasonOf(error) }, "drop counters were lost"),
      );
  }

  private async collectEvents(
    events: readonly unknown[],
    sender: Sender,
    receivedMs: number,
  ): Promise<CollectOutcome> {
    const rows: EventRow[] = [];
    let unreadable = events.length === 0 ? 1 : 0;
    for (const sent of events) {
      // No await where memory has the answer: most events pass this loop without giving up the turn.
      const found = this.findSite(sent, receivedMs);
      const site = found instanceof Promise ? await found : found;
      const event = readEvent(sent, receivedMs);
      const waiting =
        site && typeof event !== "string" ? this.tools.keys.prepare(site, receivedMs - event.delayMs) : null;
      if (waiting) await waiting;
      const row = accept(event, site, sender, receivedMs, this.tools);
      if (typeof row !== "string") rows.push(row);
      else {
        this.drops.add(row, site, receivedMs);
        if (row === "bad_event") unreadable += 1;
      }
    }
    if (rows.length > 0) await this.writer.submit(rows);
    return unreadable > 0 && unreadable >= events.length ? UNREADABLE : OK;
  }

  private findSite(sent: unknown, receivedMs: number): TrackedSite | null | Promise<TrackedSite | null> {
    const key = siteKeyOf(sent);
    return key === "" ? null : this.sites.find(key, receivedMs);
  }

  private databaseIsBack(): void {
    this.options.log.info({}, "the database is back");
    this.tools.keys
      .restore()
      .catch((error: unknown) =>
        this.options.log.warn({ reason: reasonOf(error) }, "salts could not be put back"),
      );
  }

  private refused(row: EventRow, error: unknown): void {
    this.options.log.warn({ reason: reasonOf(error), siteNo: row.siteNo }, "Postgres refused an event");
    this.drops.add("bad_event", null, nowMs());
  }
}

function accept(
  event: SentEvent | DropReason,
  site: TrackedSite | null,
  sender: Sender,
  receivedMs: number,
  tools: EnrichTools,
): EventRow | DropReason {
  if (typeof event === "string") return event;
  return site ? enrichEvent(event, site, sender, receivedMs, tools) : "unknown_site";
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** @returns the events of a body, null when it is no JSON or has too many */
function readBody(text: string): readonly unknown[] | null {
  if (text.length > BODY_BYTES_MAX) return null;
  try {
    const parsed: unknown = JSON.parse(text);
    if (!Array.isArray(parsed)) return [parsed];
    return parsed.length <= BATCH_EVENTS_MAX ? parsed : null;
  } catch {
    return null;
  }
}
