import type { SeriesInterval, SeriesPoint } from "../report-schemas";
import { addDays, dayStartMs, daysBetween, zoneClock } from "../time/site-day";
import { LOOK_BACK_DAYS } from "../columns/visit-rows";
import { type Days, mondayOf } from "./days";
import { addMeasures, type Measures, noMeasures, scaled, SELECT_MEASURES } from "../measures";
import type { PlannedReport, Question } from "./question";
import { HoursScan } from "./scans/hours-scan";
import { TotalsScan } from "./scans/totals-scan";

const HOUR_MS = 3_600_000;

const BY_DAY = `SELECT day::text AS key, ${SELECT_MEASURES}
  FROM rollup_days WHERE tenant_id = $1 AND site_id = $2 AND day BETWEEN $3 AND $4`;
const BY_HOUR = `SELECT (extract(epoch FROM hour) * 1000)::float8 AS key, ${SELECT_MEASURES}
  FROM rollup_hours WHERE tenant_id = $1 AND site_id = $2 AND hour >= $3 AND hour < $4`;

type Part = { scans: PlannedReport["scans"]; points: () => SeriesPoint[] };

/** The course of the range by hour, day, week or month, and of the one to compare with. */
export async function planSeries(question: Question, interval: SeriesInterval): Promise<PlannedReport> {
  const { range, compareRange } = question;
  const make = interval === "hour" ? hourPart : dayPart;
  const now = await make(question, range, interval);
  const before = compareRange ? await make(question, compareRange, interval) : null;
  const table = interval === "hour" ? ("rollup_hours" as const) : ("rollup_days" as const);
  return {
    scans: [...now.scans, ...(before?.scans ?? [])],
    ...(question.filters.length === 0 ? { servedBy: table } : {}),
    finish: () => ({
      kind: "series",
      interval,
      points: now.points(),
      ...(before ? { previous: before.points() } : {}),
    }),
  };
}

async function dayPart(question: Question, range: Days, interval: SeriesInterval): Promise<Part> {
  const { db, site, filters, everyNth } = question;
  if (filters.length > 0) {
    const scan = new TotalsScan();
    return { scans: [{ range, scan }], points: () => dayPoints(range, interval, scan.byDay, everyNth) };
  }
  const values = [db.tenantId, site.id, range.from, range.to];
  const rows = await db.query<Measures & { key: string }>(BY_DAY, values);
  const byDay = new Map(rows.map(({ key, ...measures }) => [key, measures]));
  return { scans: [], points: () => dayPoints(range, interval, byDay, 1) };
}

function dayPoints(
  range: Days,
  interval: SeriesInterval,
  byDay: ReadonlyMap<string, Measures>,
  everyNth: number,
): SeriesPoint[] {
  const points = new Map<string, SeriesPoint>();
  for (const day of daysBetween(range.from, range.to)) {
    const name = bucketOf(day, interval);
    let point = points.get(name);
    if (!point) points.set(name, (point = { day, ...noMeasures() }));
    const measures = byDay.get(day);
    if (measures) addMeasures(point, scaled(measures, everyNth));
  }
  return [...points.values()];
}

function bucketOf(day: string, interval: SeriesInterval): string {
  if (interval === "month") return day.slice(0, 7);
  return interval === "week" ? mondayOf(day) : day;
}

async function hourPart(question: Question, range: Days): Promise<Part> {
  const { db, site, filters, everyNth } = question;
  const hours = hoursOf(site.timeZone, range);
  if (filters.length > 0) {
    const scan = new HoursScan(zoneClock(site.timeZone));
    // A visit's page views stand on the day it starts, so those that came over midnight are on the days before.
    const wider = { from: addDays(range.from, -LOOK_BACK_DAYS), to: range.to };
    return {
      scans: [{ range: wider, scan }],
      points: () => hours.map((hour) => hourPoint(hour, scan.byHour.get(hour.atMs), everyNth)),
    };
  }
  const [fromMs, toMs] = [hours[0]?.atMs ?? 0, (hours.at(-1)?.atMs ?? 0) + HOUR_MS];
  const rows = await db.query<Measures & { key: number }>(BY_HOUR, [
    db.tenantId,
    site.id,
    new Date(fromMs),
    new Date(toMs),
  ]);
  const byHour = new Map(rows.map(({ key, ...measures }) => [key, measures]));
  return { scans: [], points: () => hours.map((hour) => hourPoint(hour, byHour.get(hour.atMs), 1)) };
}

type Hour = { day: string; atMs: number };

const hourPoint = ({ day, atMs }: Hour, measures: Measures | undefined, everyNth: number): SeriesPoint => ({
  day,
  at: new Date(atMs).toISOString(),
  ...scaled(measures ?? noMeasures(), everyNth),
});

/** All hours of the range by the site's clocks: 23 or 25 on a day when they change. */
function hoursOf(timeZone: string, range: Days): Hour[] {
  const clock = zoneClock(timeZone);
  const hours: Hour[] = [];
  let atMs = clock.hourMs(dayStartMs(timeZone, range.from));
  while (clock.day(atMs) <= range.to) {
    if (clock.day(atMs) >= range.from) hours.push({ day: clock.day(atMs), atMs });
    atMs = clock.hourMs(atMs + HOUR_MS);
  }
  return hours;
}
