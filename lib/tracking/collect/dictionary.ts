import { createHash } from "node:crypto";
import type { Pool } from "pg";
import { RecentMap } from "@/lib/recent-map";

export const VALUE_KIND = { path: 1, client: 2, source: 3, eventName: 4 } as const;
export type ValueKind = (typeof VALUE_KIND)[keyof typeof VALUE_KIND];

export type DictionaryEntry = { tenantId: string; siteNo: number; kind: ValueKind; value: string };

const KINDS = 8;
const SITE_KINDS_MAX = 4_000;
const VALUES_MAX = 20_000;

// Sorted by hash, so that two collectors which meet the same new values take their locks in the same order. The second
// SELECT finds what was there before; what another transaction inserted meanwhile is found by asking again.
const INSERT = `WITH given AS (
    SELECT * FROM unnest($1::uuid[], $2::int[], $3::smallint[], $4::text[], $5::bytea[]) AS g(tenant_id, site_no, kind, value, value_hash)),
  made AS (
    INSERT INTO tracking_values (tenant_id, site_no, kind, value, value_hash)
    SELECT g.tenant_id, g.site_no, g.kind, g.value, g.value_hash FROM given g
    WHERE NOT EXISTS (SELECT FROM tracking_values v WHERE v.tenant_id = g.tenant_id AND v.site_no = g.site_no
      AND v.kind = g.kind AND v.value_hash = g.value_hash)
      AND EXISTS (SELECT FROM sites s WHERE s.tenant_id = g.tenant_id AND s.no = g.site_no)
    ORDER BY g.value_hash ON CONFLICT DO NOTHING RETURNING id, site_no, kind, value)
  SELECT id, site_no, kind, value FROM made
  UNION ALL
  SELECT v.id, v.site_no, v.kind, v.value FROM given g JOIN tracking_values v USING (tenant_id, site_no, kind, value_hash)`;

/** Text -> short id per site. Frequent texts are answered from memory; new ones are stored in one statement a batch. */
export class Dictionary {
  // A map for each site and kind, so that the busiest path looks up the text as it is, without making a longer one.
  private readonly ids = new RecentMap<number, RecentMap<string, number>>(SITE_KINDS_MAX);

  constructor(private readonly pool: Pool) {}

  /** The id if it is in memory. */
  peek(siteNo: number, kind: ValueKind, value: string): number | undefined {
    return this.ids.get(siteNo * KINDS + kind)?.get(value);
  }

  private remember(siteNo: number, kind: number, value: string, id: number): void {
    const key = siteNo * KINDS + kind;
    let values = this.ids.get(key);
    if (!values) this.ids.set(key, (values = new RecentMap(VALUES_MAX)));
    values.set(value, id);
  }

  /** Stores what is new and takes the ids into memory. Entries of a site that is gone stay unknown. */
  async learn(entries: readonly DictionaryEntry[]): Promise<void> {
    let missing = unique(entries);
    for (let attempt = 0; attempt < 3 && missing.length > 0; attempt += 1) {
      const { rows } = await this.pool.query<{ id: number; site_no: number; kind: number; value: string }>(
        INSERT,
        [
          missing.map((entry) => entry.tenantId),
          missing.map((entry) => entry.siteNo),
          missing.map((entry) => entry.kind),
          missing.map((entry) => entry.value),
          missing.map((entry) => createHash("sha256").update(entry.value).digest()),
        ],
      );
      for (const row of rows) this.remember(row.site_no, row.kind, row.value, row.id);
      missing = missing.filter((entry) => this.peek(entry.siteNo, entry.kind, entry.value) === undefined);
    }
  }
}

function unique(entries: readonly DictionaryEntry[]): DictionaryEntry[] {
  return [
    ...new Map(entries.map((entry) => [`${entry.siteNo} ${entry.kind} ${entry.value}`, entry])).values(),
  ];
}
