import type { Pool, PoolClient } from "pg";
import { systemPool } from "@/lib/db";
import { toVisit, VISIT_COLUMNS, type VisitRow } from "./visit-rows";
import type { SiteInfo, VisitState } from "./types";

/** All that is known of one visitor of a site. */
export type VisitorFacts = {
  /** Every key under which events and visits of the visitor stand, as decimal texts. */
  keys: string[];
  /** Visits that are in the totals. */
  visits: VisitState[];
  /** Ids of these, and of visits that went into them. */
  visitIds: string[];
};

type Row = VisitRow & { isMerged: boolean };

const BY_KEY = `SELECT v.merged_into_id IS NOT NULL AS "isMerged", ${VISIT_COLUMNS} FROM visits v
  WHERE v.site_no = $1 AND v.visitor_key = ANY($2::bigint[])`;
const BY_ALIAS = `SELECT v.merged_into_id IS NOT NULL AS "isMerged", ${VISIT_COLUMNS} FROM visit_aliases a
  JOIN visits v ON v.tenant_id = a.tenant_id AND v.id = a.visit_id
  WHERE a.site_no = $1 AND a.visitor_key = ANY($2::bigint[])`;
const BY_ID = `SELECT v.merged_into_id IS NOT NULL AS "isMerged", ${VISIT_COLUMNS} FROM visits v
  WHERE v.tenant_id = $1 AND v.site_no = $2 AND (v.id = ANY($3::uuid[]) OR v.merged_into_id = ANY($3::uuid[]))`;
const ALIASES = `SELECT visitor_key::text AS key FROM visit_aliases WHERE tenant_id = $1 AND visit_id = ANY($2::uuid[])`;

/**
 * Follows a visitor from some keys and visits to all of theirs: visits lead to the keys of their days and to their other
 * keys, and those to further visits.
 */
export async function findVisitor(
  client: Pool | PoolClient,
  site: SiteInfo,
  start: { keys: readonly string[]; visitIds: readonly string[] },
): Promise<VisitorFacts> {
  const keys = new Set(start.keys);
  const rows = new Map<string, Row>();
  let [newKeys, newIds] = [[...start.keys], [...start.visitIds]];
  while (newKeys.length > 0 || newIds.length > 0) {
    const fresh: Row[] = [];
    const found = [
      await client.query<Row>(BY_KEY, [site.no, newKeys]),
      await client.query<Row>(BY_ALIAS, [site.no, newKeys]),
      await client.query<Row>(BY_ID, [site.tenantId, site.no, newIds]),
    ];
    for (const row of found.flatMap((result) => result.rows)) {
      if (!rows.has(row.id)) fresh.push(row);
      rows.set(row.id, row);
    }
    const ids = fresh.map((row) => row.id);
    const aliases = await client.query<{ key: string }>(ALIASES, [site.tenantId, ids]);
    const met = [
      ...fresh.map((row) => row.visitorKey),
      ...fresh.flatMap((row) => toVisit(row).dayKeys.map(([, key]) => key)),
      ...aliases.rows.map((row) => row.key),
    ];
    newKeys = [...new Set(met)].filter((key) => !keys.has(key));
    newIds = ids;
    for (const key of newKeys) keys.add(key);
  }
  const all = [...rows.values()];
  return {
    keys: [...keys],
    visits: all.filter((row) => !row.isMerged).map(toVisit),
    visitIds: all.map((row) => row.id),
  };
}

/** The same outside of a transaction. */
export const findVisitorFacts = (
  site: SiteInfo,
  start: { keys: readonly string[]; visitIds: readonly string[] },
): Promise<VisitorFacts> => findVisitor(systemPool(), site, start);
