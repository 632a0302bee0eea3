import type { Pool } from "pg";
import { nowMs } from "@/lib/clock";
import { RecentMap } from "@/lib/recent-map";
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
};
type Waiter = { resolve(site: TrackedSite | null): void; reject(error: unknown): void };

const SELECT = `SELECT id, no, tenant_id, time_zone, domain, allowed_hosts, site_key FROM sites
  WHERE site_key = ANY($1) AND deleted_at IS NULL`;

/**
 * Site key -> site. Known sites are answered from memory and read again in the background every few seconds, so that a
 * change of the allow-list or a deleted site is felt soon. Unknown keys are remembered too, boundedly.
 */
export class SiteCache {
  private readonly entries = new RecentMap<string, Entry>(ENTRIES_MAX);
  private waiting = new Map<string, Waiter[]>();
  private isReading = false;

  constructor(private readonly pool: Pool) {}

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
  return {
    id: row.id,
    no: row.no,
    tenantId: row.tenant_id,
    timeZone: row.time_zone,
    hosts,
    hostsText: hosts.join(),
  };
}
