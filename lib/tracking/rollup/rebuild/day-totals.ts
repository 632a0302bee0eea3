import type { PoolClient } from "pg";
import { dayNumber, zoneClock } from "../../time/site-day";
import { addVisits } from "../contributions";
import { texts } from "../roll-up-batch";
import { Tally } from "../tally";
import type { VisitState } from "../types";
import { toVisit, VISIT_COLUMNS, type VisitRow } from "../visit-rows";
import { IN_SPAN, type RebuildDay, spanParams } from "./rebuild-plan";

// A visit that began longer before a day than this is not looked for.
const VISIT_DAYS_MAX = 35;
const FETCH_ROWS = 5_000;
const QUARTER_MS = 15 * 60_000;

const OF_DAY = `FROM visits v WHERE v.site_no = $1 AND v.merged_into_id IS NULL AND v.page_views + v.events > 0
  AND (v.start_day = $2::date OR (v.start_day BETWEEN $2::date - ${VISIT_DAYS_MAX} AND $2::date - 1
    AND v.last_event_at >= to_timestamp($3::float8 / 1000)))`;
const ACROSS_DAYS = `SELECT ${VISIT_COLUMNS} ${OF_DAY} AND v.day_keys IS NOT NULL AND NOT v.is_identified`;
const OTHERS = `DECLARE visits_of_day NO SCROLL CURSOR FOR SELECT ${VISIT_COLUMNS} ${OF_DAY}
  AND (v.day_keys IS NULL OR v.is_identified) ORDER BY v.visitor_key`;
const FETCH = `FETCH ${FETCH_ROWS} FROM visits_of_day`;

const VIEWS = `SELECT (event_ms(id, extra) / ${QUARTER_MS})::float8 AS quarter, (count(*) FILTER (WHERE name_id = 0))::int AS "pageViews",
    (count(*) FILTER (WHERE name_id > 0))::int AS events
  ${IN_SPAN} AND name_id >= 0 AND tx < (SELECT cursor_tx FROM rollup_cursors WHERE name = 'visits') GROUP BY 1`;

/**
 * What a day's totals must be: its visits added up, page views and custom events by hour from the log itself.
 * @param client a snapshot, so that visits, log and cursor fit each other
 */
export async function dayTotals(client: PoolClient, target: RebuildDay): Promise<Tally> {
  const { site, day, fromMs, toMs } = target;
  const tally = new Tally();
  const clock = zoneClock(site.timeZone);
  const only = new Set([dayNumber(day)]);
  const add = async (visits: readonly VisitState[]): Promise<void> => {
    await texts.load(client, idsOfVisits(visits));
    addVisits(tally, visits, 1, clock, texts, only);
  };
  // Whoever came over midnight has another key on this day than in the visit's column: they wait for their other visits.
  const held = (await client.query<VisitRow>(ACROSS_DAYS, [site.no, day, fromMs])).rows.map(toVisit);
  const heldKeys = new Set(held.flatMap(({ dayKeys }) => dayKeys.map(([, key]) => key)));
  const waiting = [...held];
  await eachGroup(client, target, async (group) => {
    waiting.push(...group.filter(({ visitorKey }) => heldKeys.has(visitorKey)));
    await add(group.filter(({ visitorKey }) => !heldKeys.has(visitorKey)));
  });
  await add(waiting);
  const { rows } = await client.query<{ quarter: number; pageViews: number; events: number }>(
    VIEWS,
    spanParams(site, fromMs, toMs),
  );
  for (const { quarter, pageViews, events } of rows) {
    const counts = tally.hours.at(clock.hourMs(quarter * QUARTER_MS));
    counts.pageViews += pageViews;
    counts.events += events;
  }
  return tally;
}

/** Hands over the day's other visits in parts; all of one key are in one part. */
async function eachGroup(
  client: PoolClient,
  { site, day, fromMs }: RebuildDay,
  take: (visits: VisitState[]) => Promise<void>,
): Promise<void> {
  await client.query(
    OTHERS.replaceAll("$1", String(site.no)).replaceAll("$2", `'${day}'`).replaceAll("$3", String(fromMs)),
  );
  let open: VisitState[] = [];
  for (;;) {
    const { rows } = await client.query<VisitRow>(FETCH);
    const visits = [...open, ...rows.map(toVisit)];
    if (rows.length < FETCH_ROWS) {
      await take(visits);
      break;
    }
    const lastKey = visits.at(-1)?.visitorKey;
    open = visits.filter(({ visitorKey }) => visitorKey === lastKey);
    await take(visits.filter(({ visitorKey }) => visitorKey !== lastKey));
  }
  await client.query("CLOSE visits_of_day");
}

function idsOfVisits(visits: readonly VisitState[]): Set<number> {
  const ids = new Set<number>();
  for (const { lead, exit, counts } of visits) {
    ids.add(lead.clientId).add(lead.sourceId).add(lead.pathId);
    if (exit) ids.add(exit.pathId);
    for (let at = 1; at < counts.length; at += 5) ids.add((counts[at] ?? 0) >> 1);
  }
  return ids;
}
