import type { Pool } from "pg";
import { clientAddress, parseProxies, type ProxyRules } from "@/lib/client-address";
import { nowMs } from "@/lib/clock";
import { openGeo } from "@/lib/geo";
import { senderVerdict } from "../enrich/user-agent";
import type { DropReason } from "../schemas";
import { cookieKey, cookieValue, newCookieValue } from "./consent";
import { DropCounters } from "./drop-counters";
import { type Arrival, enrichEvent, type EnrichTools } from "./enrich-event";
import { EventWriter, type Stored, type WriterOptions } from "./event-writer";
import type { EventRow } from "./event-rows";
import { RateWindow } from "./rate-window";
import { SiteCache, type TrackedSite } from "./site-cache";
import { VisitorKeySource } from "./visitor-keys";
import { BATCH_EVENTS_MAX, BODY_BYTES_MAX, readEvent, siteKeyOf, type SentEvent } from "./wire";

export type CollectorOptions = {
  pool: Pool;
  trustedProxies: readonly string[];
  /** Events a minute from one address, and to one site. */
  limitPerMin: number;
  siteLimitPerMin?: number;
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
  /** Sec-Purpose and its older names, see purposeOf: set when a page is loaded ahead. */
  purpose?: string;
  cookie?: string | undefined;
};

/** What the answer carries beside its status where the page asked its visitor; empty where the website's owner does not. */
export type Consented = {
  /** Value of the cookie to set; null takes it away, undefined leaves it. */
  cookie?: string | null;
  /** Scripts the tracker shall load: r the recorder, p PostHog's. */
  load?: string;
};

/** 204 stored or dropped by rule, 400 unreadable, 413 too large, 503 not stored: try again after that many seconds. */
export type CollectOutcome =
  { status: 204; consented?: Consented } | { status: 400 | 413 } | { status: 503; retryAfterS: number };

const OK: CollectOutcome = { status: 204 };
const UNREADABLE: CollectOutcome = { status: 400 };
const TOO_LARGE: CollectOutcome = { status: 413 };
const AWAY: CollectOutcome = { status: 503, retryAfterS: 2 };

type Taken = { rows: EventRow[]; unreadable: number; consented: Consented | undefined };

/** An event of a body with the site key it names, which even a broken one may have. */
type Read = { key: string; event: SentEvent | DropReason };

/** Turns what browsers send into stored events. One instance a process. */
export class Collector {
  readonly drops: DropCounters;
  readonly writer: EventWriter;
  readonly sites: SiteCache;
  readonly tools: EnrichTools;
  private readonly proxies: ProxyRules;

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
      siteRates: new RateWindow(options.siteLimitPerMin ?? Infinity),
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

  /** The visitor's address of a request, by the trusted proxies alone. */
  addressOf(request: Pick<CollectRequest, "peer" | "forwardedFor">): string {
    return clientAddress(request.peer, request.forwardedFor, this.proxies);
  }

  /**
   * Handles one POST and tells the outcome once. Never throws; a fault of the database is a 503. No promise where memory has
   * the answer: most requests come through in one go up to their commit.
   */
  handle(request: CollectRequest, done: (outcome: CollectOutcome) => void): void {
    const receivedMs = nowMs();
    if (typeof request.body !== "string") {
      this.drops.add("too_large", null, receivedMs);
      return done(TOO_LARGE);
    }
    const sent = readBody(request.body);
    if (sent === null) {
      this.drops.add("bad_json", null, receivedMs);
      return done(UNREADABLE);
    }
    const events = sent.map((each) => ({ key: siteKeyOf(each), event: readEvent(each, receivedMs) }));
    const arrival: Arrival = {
      address: this.addressOf(request),
      userAgent: request.userAgent,
      cookie: cookieValue(request.cookie),
      refusal: senderVerdict({ userAgent: request.userAgent, purpose: request.purpose ?? "" }),
    };
    if (this.isReady(events, receivedMs)) return this.takeAndStore(events, arrival, receivedMs, done);
    this.prepare(events, receivedMs).then(
      () => this.takeAndStore(events, arrival, receivedMs, done),
      (error: unknown) => this.away(error, done),
    );
  }

  /** {@link handle} as a promise. */
  collect(request: CollectRequest): Promise<CollectOutcome> {
    return new Promise((resolve) => this.handle(request, resolve));
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

  private isReady(events: readonly Read[], receivedMs: number): boolean {
    for (const { key, event } of events) {
      if (key === "") continue;
      const site = this.sites.peek(key, receivedMs);
      if (site === undefined) return false;
      if (site && typeof event !== "string" && !this.tools.keys.isReady(site, receivedMs - event.delayMs))
        return false;
    }
    return true;
  }

  /** Reads the sites and salts that are not in memory. @throws the driver's error when the database is away */
  private async prepare(events: readonly Read[], receivedMs: number): Promise<void> {
    for (const { key, event } of events) {
      const site = key === "" ? null : await this.sites.find(key, receivedMs);
      if (site && typeof event !== "string") await this.tools.keys.prepare(site, receivedMs - event.delayMs);
    }
  }

  private takeAndStore(
    events: readonly Read[],
    arrival: Arrival,
    receivedMs: number,
    done: (outcome: CollectOutcome) => void,
  ): void {
    let taken: Taken;
    try {
      taken = this.take(events, arrival, receivedMs);
    } catch (error) {
      return this.away(error, done);
    }
    const { rows, unreadable, consented } = taken;
    const outcome: CollectOutcome =
      unreadable > 0 && unreadable >= events.length
        ? UNREADABLE
        : consented
          ? { status: 204, consented }
          : OK;
    if (rows.length === 0) return done(outcome);
    const stored: Stored = (error) => done(error ? AWAY : outcome);
    this.writer.add(rows, stored);
  }

  private take(events: readonly Read[], arrival: Arrival, receivedMs: number): Taken {
    const taken: Taken = { rows: [], unreadable: events.length === 0 ? 1 : 0, consented: undefined };
    for (const { key, event } of events) {
      const site = key === "" ? null : this.sites.peek(key, receivedMs);
      if (site === undefined) throw new Error("the site was forgotten while its salts were read");
      const row = this.accept(event, site, arrival, receivedMs);
      if (typeof row === "string") {
        this.drops.add(row, site, receivedMs);
        if (row === "bad_event") taken.unreadable += 1;
        continue;
      }
      taken.rows.push(row);
      if (typeof event !== "string" && event.consent !== "" && site)
        taken.consented = answerToConsent(event, site, arrival);
    }
    return taken;
  }

  private accept(
    event: SentEvent | DropReason,
    site: TrackedSite | null,
    arrival: Arrival,
    receivedMs: number,
  ): EventRow | DropReason {
    if (typeof event === "string") return event;
    return site ? enrichEvent(event, site, arrival, receivedMs, this.tools) : "unknown_site";
  }

  private away(error: unknown, done: (outcome: CollectOutcome) => void): void {
    this.options.log.warn({ reason: reasonOf(error) }, "events could not be taken");
    done(AWAY);
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

/** The cookie for who agrees and has none yet, its end for who does not, and which scripts are to be loaded. */
function answerToConsent(event: SentEvent, site: TrackedSite, arrival: Arrival): Consented {
  if (!site.asksConsent) return {};
  if (event.consent === "denied") return { cookie: null };
  const value = arrival.cookie ?? newCookieValue();
  const cookie = arrival.cookie === null ? { cookie: value } : {};
  // Drawn by the cookie from the first page on, so that a visitor stays in the sample or out of it.
  const isRecorded = isSampled(cookieKey(site.no, value), site.replaySamplePct);
  const load = (isRecorded ? "r" : "") + (site.recordsInPosthog ? "p" : "");
  return load === "" ? cookie : { ...cookie, load };
}

const HUNDRED = 100n;

/** The same visitor is always in the sample or never. */
const isSampled = (visitorKey: string, samplePct: number): boolean =>
  samplePct >= 100 || (samplePct > 0 && BigInt.asUintN(64, BigInt(visitorKey)) % HUNDRED < BigInt(samplePct));

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
