import type { Pool } from "pg";
import type { DropReason } from "../schemas";

type SiteRef = { id: string; tenantId: string };
type Counter = { site: SiteRef | null; reason: DropReason; day: string; count: number };

const UPSERT_SITE = `INSERT INTO ingest_drops (tenant_id, site_id, day, reason, count)
  SELECT u.tenant_id, u.site_id, u.day, u.reason, u.count
  FROM unnest($1::uuid[], $2::uuid[], $3::date[], $4::text[], $5::bigint[]) AS u(tenant_id, site_id, day, reason, count)
  JOIN sites s ON s.tenant_id = u.tenant_id AND s.id = u.site_id
  ORDER BY u.site_id, u.day, u.reason
  ON CONFLICT (tenant_id, site_id, day, reason) DO UPDATE SET count = ingest_drops.count + EXCLUDED.count`;

const UPSERT_UNATTRIBUTED = `INSERT INTO ingest_drops_unattributed (day, reason, count)
  SELECT * FROM unnest($1::date[], $2::text[], $3::bigint[]) AS u(day, reason, count) ORDER BY 1, 2
  ON CONFLICT (day, reason) DO UPDATE SET count = ingest_drops_unattributed.count + EXCLUDED.count`;

/** Counts what was turned away, in memory, and adds it to the database now and then. */
export class DropCounters {
  private counters = new Map<string, Counter>();
  readonly totals: Partial<Record<DropReason, number>> = {};

  constructor(private readonly pool: Pool) {}

  /** @param site null where the event names no known site */
  add(reason: DropReason, site: SiteRef | null, nowMs: number, count = 1): void {
    this.totals[reason] = (this.totals[reason] ?? 0) + count;
    this.put({ site, reason, day: new Date(nowMs).toISOString().slice(0, 10), count });
  }

  /** Writes the counters; those that could not be written stay for the next time. */
  async flush(): Promise<void> {
    const taken = [...this.counters.values()];
    this.counters = new Map();
    const ofSites = taken.flatMap((c) => (c.site ? [{ ...c, site: c.site }] : []));
    const unattributed = taken.filter((c) => c.site === null);
    const results = await Promise.allSettled([
      this.write(ofSites, UPSERT_SITE, [ofSites.map((c) => c.site.tenantId), ofSites.map((c) => c.site.id)]),
      this.write(unattributed, UPSERT_UNATTRIBUTED, []),
    ]);
    const failed = results.find((result) => result.status === "rejected");
    if (failed) throw failed.reason;
  }

  private async write(counters: Counter[], sql: string, leading: unknown[]): Promise<void> {
    if (counters.length === 0) return;
    try {
      await this.pool.query(sql, [
        ...leading,
        counters.map((c) => c.day),
        counters.map((c) => c.reason),
        counters.map((c) => c.count),
      ]);
    } catch (error) {
      for (const counter of counters) this.put(counter);
      throw error;
    }
  }

  private put(counter: Counter): void {
    const key = `${counter.site?.id ?? ""} ${counter.day} ${counter.reason}`;
    const present = this.counters.get(key);
    if (present) present.count += counter.count;
    else this.counters.set(key, { ...counter });
  }
}
