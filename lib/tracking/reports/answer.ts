import type { ReportDb } from "../columns/report-db";
import type { ReportSite } from "../columns/visit-rows";
import type { QueryReportsOutput, ReportFilter, ReportRequest, ServedBy } from "../report-schemas";
import { planBreakdown } from "./breakdown";
import type { Days } from "./days";
import { planEventProperties } from "./event-properties";
import { compileFilters } from "./filters";
import { planFunnel } from "./funnel";
import { planGoals } from "./goals";
import { planJourneys } from "./journeys";
import type { PlannedReport, Question } from "./question";
import { readGoals } from "./read-goals";
import { planRetention } from "./retention";
import { runScans } from "./scans/scan";
import { planSeries } from "./series";
import { planTotals } from "./totals";

/** Visits of a range up to which answers are exact; above it every n-th visitor is looked at, and the answer says so. */
const EXACT_VISITS_MAX = 5_000_000;

export type Asked = {
  site: ReportSite;
  range: Days;
  compareRange: Days | null;
  filters: readonly ReportFilter[];
  reports: readonly ReportRequest[];
};

type Answered = Pick<QueryReportsOutput, "results" | "servedBy" | "approximate">;

/**
 * Answers reports of one site: what rollups know from them, everything else in one pass over the days.
 * @param exactVisitsMax see {@link EXACT_VISITS_MAX}
 * @throws AppError not_found for a goal or funnel that the site does not have
 */
export async function answerReports(
  db: ReportDb,
  asked: Asked,
  exactVisitsMax = EXACT_VISITS_MAX,
): Promise<Answered> {
  const { site, range, compareRange, filters, reports } = asked;
  const needsGoals =
    filters.some(({ dimension }) => dimension === "goal") || reports.some(({ kind }) => kind === "goals");
  const goals = needsGoals ? await readGoals(db, site) : [];
  const question: Question = {
    db,
    site,
    range,
    compareRange,
    goals,
    filters: await compileFilters(db, site, filters, goals),
    everyNth: Math.max(1, Math.ceil((await visitsOf(db, asked)) / exactVisitsMax)),
  };
  const planned: [string, PlannedReport][] = [];
  for (const report of reports) planned.push([report.id, await plan(question, report)]);
  const scannedFrom = await scanAll(
    question,
    planned.map(([, each]) => each),
  );
  const answered: Answered = { results: {}, servedBy: {}, approximate: {} };
  for (const [id, report] of planned) {
    answered.results[id] = await report.finish();
    answered.servedBy[id] = tableOf(report) ?? scannedFrom(report);
    const isSampled = question.everyNth > 1 && report.servedBy === undefined;
    if (isSampled || report.isApproximate?.() === true) answered.approximate[id] = true;
  }
  return answered;
}

const tableOf = ({ servedBy }: PlannedReport): ServedBy | undefined =>
  typeof servedBy === "function" ? servedBy() : servedBy;

const VISITS = `SELECT coalesce(sum(visits), 0)::float8 AS visits FROM rollup_days
  WHERE tenant_id = $1 AND site_id = $2 AND day BETWEEN $3 AND $4`;

/** Visits of the longer of the two ranges. */
async function visitsOf(db: ReportDb, { site, range, compareRange }: Asked): Promise<number> {
  let most = 0;
  for (const each of compareRange ? [range, compareRange] : [range]) {
    const [row] = await db.query<{ visits: number }>(VISITS, [db.tenantId, site.id, each.from, each.to]);
    most = Math.max(most, row?.visits ?? 0);
  }
  return most;
}

function plan(question: Question, report: ReportRequest): Promise<PlannedReport> | PlannedReport {
  switch (report.kind) {
    case "totals":
      return planTotals(question);
    case "series":
      return planSeries(question, report.interval);
    case "breakdown":
      return planBreakdown(question, report);
    case "event_properties":
      return planEventProperties(question, report);
    case "goals":
      return planGoals(question);
    case "funnel":
      return planFunnel(question, report);
    case "retention":
      return planRetention(question, report.weeks);
    case "journeys":
      return planJourneys(question, report);
  }
}

/** Runs all scans of the same days together. @returns from where a report's scans were served */
async function scanAll(
  { db, site, filters, everyNth }: Question,
  planned: readonly PlannedReport[],
): Promise<(report: PlannedReport) => ServedBy> {
  const groups = new Map<string, PlannedReport["scans"][number][]>();
  const nameOf = ({ range, isUnfiltered }: PlannedReport["scans"][number]): string =>
    `${range.from} ${range.to} ${isUnfiltered === true}`;
  for (const scan of planned.flatMap(({ scans }) => scans))
    groups.set(nameOf(scan), [...(groups.get(nameOf(scan)) ?? []), scan]);
  const open = new Set<string>();
  for (const [name, group] of groups) {
    const [first] = group;
    if (!first) continue;
    const isPlain = first.isUnfiltered === true;
    const { isAllSealed } = await runScans(
      db,
      { site, range: first.range, filters: isPlain ? [] : filters, everyNth: isPlain ? 1 : everyNth },
      group.map(({ scan }) => scan),
    );
    if (!isAllSealed) open.add(name);
  }
  return ({ scans }) => (scans.some((scan) => open.has(nameOf(scan))) ? "visits" : "visit_columns");
}
