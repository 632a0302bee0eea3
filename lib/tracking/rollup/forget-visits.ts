import type { PoolClient } from "pg";
import { inTransaction, systemPool } from "@/lib/db";
import { zoneClock } from "../time/site-day";
import { addVisits } from "./contributions";
import { findVisitor } from "./find-visitor";
import { readExtra } from "./extra";
import { idTimeMs } from "@/lib/ids";
import { Tally } from "./tally";
import { Texts } from "./texts";
import { COUNT_WIDTH, ENGAGEMENT, idOfCode, PAGE_VIEW, type SiteInfo, type VisitState } from "./types";
import { writeRollups } from "./write-rollups";

const BEGIN = "BEGIN; SET LOCAL enable_seqscan = off; SET LOCAL statement_timeout = '30s'";
const LOCK = "SELECT cursor_tx::text AS cursor FROM rollup_cursors WHERE name = 'visits' FOR UPDATE";

/** What went, for the receipt; written in the transaction of the deletion. */
export type Gone = { events?: number; visits?: number; visitors?: number };
export type Note = (client: PoolClient, gone: Gone) => Promise<void>;

/**
 * Runs work while the rollup stands still: what it has counted does not change meanwhile. Keep it short.
 * @param work gets the position up to which events are in the totals
 */
function whileRollupWaits<T>(work: (client: PoolClient, cursor: string) => Promise<T>): Promise<T> {
  return inTransaction(systemPool(), BEGIN, async (client) => {
    const { rows } = await client.query<{ cursor: string }>(LOCK);
    return work(client, rows[0]?.cursor ?? "0");
  });
}

// What is not in the totals yet stays for the next round: else it would be counted from a batch that was read before.
const DELETE_EVENTS = `DELETE FROM events WHERE site_no = $1 AND id = ANY($2::uuid[]) AND tx < $3::bigint
  RETURNING id, name_id AS "nameId", extra`;

/**
 * Deletes events that are in the totals, and takes them out of the hours, in which each event counts by itself.
 * @returns how many went; others are not in the totals yet
 */
export function forgetEvents(site: SiteInfo, ids: readonly string[], note: Note): Promise<number> {
  return whileRollupWaits(async (client, cursor) => {
    const { rows } = await client.query<{ id: string; nameId: number; extra: string }>(DELETE_EVENTS, [
      site.no,
      ids,
      cursor,
    ]);
    const tally = new Tally();
    const clock = zoneClock(site.timeZone);
    for (const { id, nameId, extra } of rows) {
      if (nameId === ENGAGEMENT) continue;
      const counts = tally.hours.at(clock.hourMs(idTimeMs(id) + readExtra(extra).offMs));
      if (nameId === PAGE_VIEW) counts.pageViews -= 1;
      else counts.events -= 1;
    }
    await writeRollups(client, [{ site, tally }], new Texts());
    await note(client, { events: rows.length });
    return rows.length;
  });
}

const DELETE_VISITS = [
  "DELETE FROM visit_aliases WHERE tenant_id = $1 AND visit_id = ANY($2::uuid[])",
  "DELETE FROM visits WHERE tenant_id = $1 AND id = ANY($2::uuid[])",
];
const DELETE_VISITORS =
  "DELETE FROM visitors WHERE tenant_id = $1 AND site_no = $2 AND visitor_key = ANY($3::bigint[])";
// A sealed day holds a copy of its visits: it goes, and is made again without them.
const DELETE_COLUMNS = [
  "DELETE FROM visit_columns WHERE tenant_id = $1 AND site_no = $2 AND day = ANY($3::date[])",
  "UPDATE visit_columns_days SET is_dirty = true WHERE tenant_id = $1 AND site_no = $2 AND day = ANY($3::date[])",
];

/**
 * Deletes all visits of a visitor and takes them out of every total, exactly: afterwards the totals are those of everybody else.
 * @param start keys and visits that lead to the visitor
 * @returns the keys and visits that were found
 */
export function forgetVisits(
  site: SiteInfo,
  start: { keys: readonly string[]; visitIds: readonly string[] },
  note: Note,
): Promise<{ keys: string[]; visitIds: string[] }> {
  return whileRollupWaits(async (client) => {
    const { keys, visits, visitIds } = await findVisitor(client, site, start);
    if (visitIds.length > 0) {
      await subtract(client, site, visits);
      for (const statement of DELETE_VISITS) await client.query(statement, [site.tenantId, visitIds]);
    }
    const { rowCount } = await client.query(DELETE_VISITORS, [site.tenantId, site.no, keys]);
    await note(client, { visits: visits.length, visitors: rowCount ?? 0 });
    return { keys, visitIds };
  });
}

async function subtract(client: PoolClient, site: SiteInfo, visits: readonly VisitState[]): Promise<void> {
  const texts = new Texts();
  await texts.load(client, idsOf(visits));
  const tally = new Tally();
  addVisits(tally, visits, -1, zoneClock(site.timeZone), texts);
  await writeRollups(client, [{ site, tally }], texts);
  const days = [...new Set(visits.map((visit) => visit.startDay))].map((day) =>
    new Date(day * 86_400_000).toISOString().slice(0, 10),
  );
  for (const statement of DELETE_COLUMNS) await client.query(statement, [site.tenantId, site.no, days]);
}

function idsOf(visits: readonly VisitState[]): Set<number> {
  const ids = new Set<number>();
  for (const { lead, exit, counts } of visits) {
    ids.add(lead.clientId).add(lead.sourceId).add(lead.pathId);
    if (exit) ids.add(exit.pathId);
    for (let at = 1; at < counts.length; at += COUNT_WIDTH) ids.add(idOfCode(counts[at] ?? 0));
  }
  return ids;
}
