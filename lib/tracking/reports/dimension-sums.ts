import { createHash } from "node:crypto";
import { decodeColumn } from "../columns/column";
import { daySums, sumsColumn } from "../columns/day-sums";
import { literal } from "../columns/report-db";
import { sealedDays } from "../columns/sealed-days";
import { SUM_MEASURES } from "../measures";
import type { ReportDimension } from "../report-schemas";
import { daysBetween } from "../time/site-day";
import type { ValueRow } from "./breakdown-rows";
import { roundPct } from "./breakdown-rows";
import type { Days } from "./days";
import type { Question } from "./question";
import { ValueCounters } from "./scans/value-counters";

type Sums = ValueCounters<string>;

/** Sums of sealed days that were put together lately; each screen asks for the same ones again and again. */
const VALUES_MAX = 400_000;
const known = new Map<string, Sums>();

/** Forgets what was put together, for tests and benches. */
export const forgetSums = (): void => known.clear();

/**
 * What the values of a dimension count in a range: of sealed days from their columns, of the others from the rollup.
 * @returns null when no day of the range is sealed
 */
export async function readSums(
  question: Question,
  range: Days,
  dimension: ReportDimension,
): Promise<ValueRow[] | null> {
  const { db, site } = question;
  const sealed = await sealedDays(db, site, range.from, range.to);
  if (sealed.size === 0) return null;
  const versions = [...sealed].sort().join();
  const hash = createHash("sha256").update(versions).digest("base64");
  const key = `${db.tenantId} ${site.no} ${dimension} ${hash}`;
  const closed = known.get(key) ?? (await mergeSealed(question, dimension, [...sealed.keys()]));
  remember(key, closed);
  const open = daysBetween(range.from, range.to).filter((day) => !sealed.has(day));
  return rowsOf(closed, open.length === 0 ? [] : await readOpen(question, dimension, open));
}

function remember(key: string, sums: Sums): void {
  known.delete(key);
  known.set(key, sums);
  let values = 0;
  for (const each of known.values()) values += each.size;
  for (const [oldest, each] of known) {
    if (values <= VALUES_MAX) return;
    known.delete(oldest);
    values -= each.size;
  }
}

async function mergeSealed(
  { db, site }: Question,
  dimension: ReportDimension,
  days: readonly string[],
): Promise<Sums> {
  const sums: Sums = new ValueCounters<string>();
  await db.copy(
    `SELECT data FROM visit_columns WHERE tenant_id = ${literal(db.tenantId)} AND site_no = ${site.no}
      AND name = ${literal(sumsColumn(dimension))} AND day IN (${days.map(literal).join(",")})`,
    (row) => {
      const column = row[0] ? decodeColumn(row[0]) : null;
      if (column?.kind === "texts") addDay(sums, column);
    },
  );
  return sums;
}

const PLAIN = ["visitors", "visits", "pageViews", "events", "bounces"] as const;

function addDay(sums: Sums, column: Parameters<typeof daySums>[0]): void {
  const day = daySums(column);
  const places = Int32Array.from(day.texts, (text) => sums.place(text));
  for (const name of PLAIN) {
    const [from, to] = [day.at(name), sums.of(name)];
    for (let value = 0; value < places.length; value += 1) {
      const place = places[value] ?? 0;
      to[place] = (to[place] ?? 0) + (from[value] ?? 0);
    }
  }
  const [visible, scrolled] = [sums.of("visibleMs"), day.at("scrollCount")];
  for (let value = 0; value < places.length; value += 1) {
    const place = places[value] ?? 0;
    visible[place] = (visible[place] ?? 0) + day.visibleMs(value);
    sums.scrollPctSum[place] = (sums.scrollPctSum[place] ?? 0) + day.scrollPctSum(value);
    sums.scrollCount[place] = (sums.scrollCount[place] ?? 0) + (scrolled[value] ?? 0);
  }
}

const OPEN = `SELECT value, ${SUM_MEASURES},
    sum(scroll_pct_sum)::float8 AS "scrollPctSum", sum(scroll_count)::float8 AS "scrollCount"
  FROM rollup_dimensions WHERE tenant_id = $1 AND site_id = $2 AND dimension = $3 AND day = ANY($4) GROUP BY value`;

type OpenRow = Omit<ValueRow, "scrollPct"> & { scrollPctSum: number; scrollCount: number };

const readOpen = (
  { db, site }: Question,
  dimension: ReportDimension,
  days: readonly string[],
): Promise<OpenRow[]> => db.query<OpenRow>(OPEN, [db.tenantId, site.id, dimension, days]);

function rowsOf(closed: Sums, open: readonly OpenRow[]): ValueRow[] {
  const more = new Map(open.map((row) => [row.value, row]));
  const rows: ValueRow[] = [];
  for (const { key, measures, scroll } of closed.entries()) {
    const own = more.get(key);
    more.delete(key);
    rows.push(
      own ? joined(key, measures, scroll, own) : { value: key, ...measures, scrollPct: average(scroll) },
    );
  }
  for (const { scrollPctSum: sum, scrollCount: count, ...row } of more.values())
    rows.push({ ...row, scrollPct: average({ sum, count }) });
  return rows.filter((row) => row.visits > 0 || row.pageViews > 0 || row.visitors > 0 || row.events > 0);
}

type Scroll = { sum: number; count: number };

const average = ({ sum, count }: Scroll): number | null => roundPct(count === 0 ? null : sum / count);

function joined(
  value: string,
  closed: Omit<ValueRow, "value" | "scrollPct">,
  scroll: Scroll,
  open: OpenRow,
): ValueRow {
  return {
    value,
    visitors: closed.visitors + open.visitors,
    visits: closed.visits + open.visits,
    pageViews: closed.pageViews + open.pageViews,
    events: closed.events + open.events,
    bounces: closed.bounces + open.bounces,
    visibleMs: closed.visibleMs + open.visibleMs,
    scrollPct: average({ sum: scroll.sum + open.scrollPctSum, count: scroll.count + open.scrollCount }),
  };
}
