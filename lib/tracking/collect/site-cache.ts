import type { Pool } from "pg";
import { nowMs } from "@/lib/clock";
import { RecentMap } from "@/lib/recent-map";
import { parseProxies } from "@/lib/client-address";
import { ChannelRules } from "../enrich/schemas";
import { bareHost } from "./hosts";

export type TrackedSite = {
  id: string;
  no: number;
  tenantId: string;
  timeZone: string;
  /** Bare host names whose pages count. */
  hosts: readonly string[];
  /** The same as one text, to notice a change. */
  hostsText: string;
  /** The owner's own channel rules, and as one text. */
  channelRules: ChannelRules;
  channelRulesText: string;
  /** Whether visitors may agree to be recognised (tier 1). */
  asksConsent: boolean;
  /** Null where nothing is excluded. */
  isExcludedPath: ((path: string) => boolean) | null;
  isExcludedAddress: ((address: string) => boolean) | null;
  /** Percent of consenting visitors that are recorded; 0 = none. */
  replaySamplePct: number;
  /** Parts of pages that are never recorded, and parts whose texts are readable; "" for none. */
  replayBlockSelector: string;
  replayUnmaskSelector: string;
  /** Whether PostHog records consenting visitors. */
  recordsInPosthog: boolean;
};

const FRESH_MS = 3_000;
/** Older answers are not given any more; what deletes a site's rows waits longer than this (see rollup/purge-site.ts). */
export const SITE_STALE_MAX_MS = 8_000;
const ENTRIES_MAX = 20_000;
const KEY = /^[A-Za-z0-9_-]{8,64}$/;

type Entry = { site: TrackedSite | null; readAtMs: number; isRefreshing: boolean };
type Row = {
  id: string;
  no: number;
  tenant_id: string;
  time_zone: string;
  domain: string;
  allowed_hosts: string[];
  site_key: string;
  consent_mode: string;
  excluded_paths: string[];
  excluded_addresses: string[];
  channel_rules: unknown;
  replay_enabled: boolean;
  replay_sample_pct: number;
  replay_block_selector: string;
  replay_unmask_selector: string;
  records_sessions: boolean | null;
};
type Waiter = { resolve(site: TrackedSite | null): void; reject(error: unknown): void };

const SELECT = `SELECT s.id, s.no, s.tenant_id, s.time_zone, s.domain, s.allowed_hosts, s.site_key, s.consent_mode, s.excluded_paths,
    s.excluded_addresses, s.channel_rules, s.replay_enabled, s.replay_sample_pct, s.replay_block_selector,
    s.replay_unmask_selector, p.records_sessions
  FROM sites s LEFT JOIN posthog_connections p ON p.tenant_id = s.tenant_id
  WHERE s.site_key = ANY($1) AND s.deleted_at IS NULL`;

/**
 * Site key -> site. Known sites are answered from memory and read again in the background every few seconds, so that a
 * change of the allow-list or a deleted site is felt soon. Unknown keys are remembered too, boundedly.
 */
export class SiteCache {
  private readonly entries = new RecentMap<string, Entry>(ENTRIES_MAX);
  private waiting = new Map<string, Waiter[]>();
  private isReading = false;

  constructor(private readonly pool: Pool) {}

  /** @returns the site if it is in memory, null when no site has this key, undefined when {@link find} must ask first */
  peek(key: string, atMs: number): TrackedSite | null | undefined {
    const found = this.find(key, atMs);
    return found instanceof Promise ? void found.catch(() => undefined) : found;
  }

  /** @returns the site, null when no site has this key, or a promise when the database must be asked first */
  find(key: string, atMs: number): TrackedSite | null | Promise<TrackedSite | null> {
    const entry = this.entries.get(key);
    if (entry && atMs - entry.readAtMs < FRESH_MS) return entry.site;
    if (entry?.site && atMs - entry.readAtMs < SITE_STALE_MAX_MS) {
      if (!entry.isRefreshing) this.refresh(key, entry);
      return entry.site;
    }
    return KEY.test(key) ? this.read(key) : null;
  }

  private refresh(key: string, entry: Entry): void {
    entry.isRefreshing = true;
    this.read(key).catch(() => {
      entry.isRefreshing = false;
    });
  }

  // Misses of the same moment share one query, however many unknown keys somebody sends.
  private read(key: string): Promise<TrackedSite | null> {
    return new Promise((resolve, reject) => {
      const waiters = this.waiting.get(key);
      if (waiters) waiters.push({ resolve, reject });
      else this.waiting.set(key, [{ resolve, reject }]);
      if (!this.isReading) void this.readWaiting();
    });
  }

  private async readWaiting(): Promise<void> {
    this.isReading = true;
    while (this.waiting.size > 0) {
      const batch = this.waiting;
      this.waiting = new Map();
      try {
        const { rows } = await this.pool.query<Row>(SELECT, [[...batch.keys()]]);
        const found = new Map(rows.map((row) => [row.site_key, toSite(row)]));
        const readAtMs = nowMs();
        for (const [key, waiters] of batch) {
          const site = found.get(key) ?? null;
          this.entries.set(key, { site, readAtMs, isRefreshing: false });
          for (const waiter of waiters) waiter.resolve(site);
        }
      } catch (error) {
        for (const waiters of batch.values()) for (const waiter of waiters) waiter.reject(error);
      }
    }
    this.isReading = false;
  }
}

function toSite(row: Row): TrackedSite {
  const hosts = [...new Set([row.domain, ...row.allowed_hosts].map(bareHost))];
  const rules = ChannelRules.safeParse(row.channel_rules);
  const channelRules = rules.success ? rules.data : [];
  return {
    id: row.id,
    no: row.no,
    tenantId: row.tenant_id,
    timeZone: row.time_zone,
    hosts,
    hostsText: hosts.join(),
    channelRules,
    channelRulesText: channelRules.length > 0 ? JSON.stringify(channelRules) : "",
    asksConsent: row.consent_mode === "consent",
    isExcludedPath: pathMatcher(row.excluded_paths),
    isExcludedAddress: addressMatcher(row.excluded_addresses),
    replaySamplePct: row.replay_enabled ? row.replay_sample_pct : 0,
    replayBlockSelector: row.replay_block_selector,
    replayUnmaskSelector: row.replay_unmask_selector,
    recordsInPosthog: row.records_sessions === true,
  };
}

/** Whether a path fits one of the owner's patterns; `*` stands for any text. @returns null without patterns */
export function pathMatcher(patterns: readonly string[]): ((path: string) => boolean) | null {
  if (patterns.length === 0) return null;
  const expressions = patterns.map((pattern) => {
    // Runs of stars are one star: more of them would only make the search slow.
    const parts = pattern.split(/\*+/).map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`);
  });
  return (path) => expressions.some((expression) => expression.test(path));
}

function addressMatcher(entries: readonly string[]): ((address: string) => boolean) | null {
  if (entries.length === 0) return null;
  try {
    const rules = parseProxies(entries);
    return (address) => rules.isTrusted(address);
  } catch {
    return null;
  }
}
