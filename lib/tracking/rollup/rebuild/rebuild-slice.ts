import type { PoolClient } from "pg";
import { systemPool } from "@/lib/db";
import { dayNumber, zoneClock } from "../../time/site-day";
import { plainArray } from "../array-text";
import type { Visitor } from "../runs";
import { addVisits } from "../contributions";
import { COLUMNS, type EventColumns, type LoggedEvent, toEvents } from "../read-events";
import { readVisits, type SiteKey } from "../read-visits";
import { idsOf, texts } from "../roll-up-batch";
import { Tally } from "../tally";
import { inRollupTransaction } from "../transaction";
import { writeRollups } from "../write-rollups";
import { writeVisits } from "../write-visits";
import { IN_SPAN, type RebuildDay, type RebuildPlan, type Slice, spanParams } from "./rebuild-plan";
import { rebuildVisits } from "./rebuild-visits";

const KEY_HASH = "(hashint8(visitor_key) & 2147483647)";

const CURSOR_NOW = "SELECT cursor_tx::text AS tx FROM rollup_cursors WHERE name = 'visits'";
// Waits for the rollup's batch; while this is held no other changes visits.
const LOCK_CURSOR = `${CURSOR_NOW} FOR UPDATE`;

const read = (condition: string): string =>
  `SELECT ${COLUMNS} FROM (SELECT * ${IN_SPAN} AND tx < $6 AND ${condition}) e`;
const READ_TIED = read("visitor_key = ANY($7::bigint[])");
const READ_PLAIN = read(`${KEY_HASH} % $8 = $7 AND visitor_key <> ALL($9::bigint[])`);
const READ_NEWER = `SELECT ${COLUMNS} FROM (SELECT * FROM events WHERE site_no = $1 AND tx >= $2 AND tx < $3) e`;

// Visits that no event speaks for any more are found by their day.
const KEYS_OF_DAY = `SELECT visitor_key::text AS key FROM visits WHERE site_no = $1 AND start_day = $2 AND merged_into_id IS NULL
  AND ${KEY_HASH} % $4 = $3 AND visitor_key <> ALL($5::bigint[])`;

/**
 * Makes the visits of one slice again, and changes the totals by exactly what differs, in one transaction with `note`. Events
 * that the rollup has not yet counted are left to it.
 * @param note writes down how far the rebuild has come
 * @returns how many visits were looked at
 */
export async function rebuildSlice(
  target: RebuildDay,
  plan: RebuildPlan,
  slice: Slice,
  note: (client: PoolClient, visits: number) => Promise<void>,
): Promise<number> {
  // The bulk is read before anybody has to wait; what stands below the cursor never changes.
  const { rows: before } = await systemPool().query<{ tx: string }>(CURSOR_NOW);
  const readTx = before[0]?.tx ?? "0";
  const events = await readSlice(target, plan, slice, readTx);
  return inRollupTransaction(async (client) => {
    const { rows } = await client.query<{ tx: string }>(LOCK_CURSOR);
    const newer = await readNewer(client, target, readTx, rows[0]?.tx ?? readTx);
    const visits = await rebuildIn(client, target, plan, slice, withNewer(events, newer));
    await note(client, visits);
    return visits;
  });
}

async function readSlice(
  { site, readFromMs, readToMs }: RebuildDay,
  plan: RebuildPlan,
  slice: Slice,
  tx: string,
): Promise<LoggedEvent[]> {
  const span = [...spanParams(site, readFromMs, readToMs), tx];
  const { rows } =
    slice.kind === "tied"
      ? await systemPool().query<EventColumns>(READ_TIED, [...span, plainArray(slice.keys)])
      : await systemPool().query<EventColumns>(READ_PLAIN, [
          ...span,
          slice.number,
          slice.of,
          plainArray([...plan.tiedKeys]),
        ]);
  return toEvents(rows[0]);
}

async function readNewer(
  client: PoolClient,
  { site, readFromMs, readToMs }: RebuildDay,
  fromTx: string,
  toTx: string,
): Promise<LoggedEvent[]> {
  if (fromTx === toTx) return [];
  const { rows } = await client.query<EventColumns>(READ_NEWER, [site.no, fromTx, toTx]);
  return toEvents(rows[0]).filter(({ atMs }) => atMs >= readFromMs && atMs < readToMs);
}

/** What has come meanwhile for the same visitors belongs to them. */
function withNewer(events: readonly LoggedEvent[], newer: readonly LoggedEvent[]): LoggedEvent[] {
  if (newer.length === 0) return [...events];
  const keys = new Set(events.flatMap(({ visitorKey, otherKeys }) => [visitorKey, ...otherKeys]));
  return [
    ...events,
    ...newer.filter(({ visitorKey, otherKeys }) => [visitorKey, ...otherKeys].some((key) => keys.has(key))),
  ];
}

async function rebuildIn(
  client: PoolClient,
  target: RebuildDay,
  plan: RebuildPlan,
  slice: Slice,
  events: readonly LoggedEvent[],
): Promise<number> {
  const { site, day, readFromMs, readToMs } = target;
  const keys = await keysOfSlice(client, target, plan, slice, events);
  const found = await readVisits(client, keys, { fromMs: readFromMs, toMs: readToMs });
  const clock = zoneClock(site.timeZone);
  const covered = slice.kind === "tied" ? new Set(slice.keys) : null;
  const assembly = rebuildVisits(
    events,
    found.get(site.no) ?? [],
    { day: dayNumber(day), readFromMs, readToMs },
    clock,
    (visitor) => isWhole(visitor, covered),
  );
  if (assembly.changed.length > 0 || assembly.merged.size > 0) {
    await texts.load(client, idsOf(events, found));
    const tally = new Tally();
    addVisits(tally, assembly.before, -1, clock, texts);
    addVisits(tally, assembly.after, 1, clock, texts);
    await writeVisits(client, [{ site, assembly }]);
    await writeRollups(client, [{ site, tally }], texts);
  }
  return (found.get(site.no) ?? []).length;
}

async function keysOfSlice(
  client: PoolClient,
  { site, day }: RebuildDay,
  plan: RebuildPlan,
  slice: Slice,
  events: readonly LoggedEvent[],
): Promise<SiteKey[]> {
  const keys = new Set(events.map((event) => event.visitorKey));
  if (slice.kind === "tied") for (const key of slice.keys) keys.add(key);
  else {
    const { rows } = await client.query<{ key: string }>(KEYS_OF_DAY, [
      site.no,
      day,
      slice.number,
      slice.of,
      plainArray([...plan.tiedKeys]),
    ]);
    for (const { key } of rows) keys.add(key);
  }
  return [...keys].map((key) => ({ siteNo: site.no, key }));
}

/** A key that has turned up since the plan was made may have events in another slice: its visitor is left to the rollup. */
function isWhole({ found, events }: Visitor, covered: ReadonlySet<string> | null): boolean {
  const keys = new Set([
    ...events.flatMap(({ visitorKey, otherKeys }) => [visitorKey, ...otherKeys]),
    ...found.flatMap((piece) => [piece.visit.visitorKey, ...piece.keys]),
  ]);
  return covered ? [...keys].every((key) => covered.has(key)) : keys.size <= 1;
}
