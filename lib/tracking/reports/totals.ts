import type { TotalsResult, TotalsValues } from "../report-schemas";
import { type Days, lengthDays } from "./days";
import { type Measures, noMeasures } from "../measures";
import type { PlannedReport, Question } from "./question";
import { IdentifiedScan, TotalsScan } from "./scans/totals-scan";

const DAY_SUMS = `SELECT coalesce(sum(visitors), 0)::float8 AS visitors, coalesce(sum(identified_visitors), 0)::float8 AS identified,
    coalesce(sum(visits), 0)::float8 AS visits, coalesce(sum(page_views), 0)::float8 AS "pageViews",
    coalesce(sum(events), 0)::float8 AS events, coalesce(sum(bounces), 0)::float8 AS bounces,
    coalesce(sum(visible_ms), 0)::float8 AS "visibleMs"
  FROM rollup_days WHERE tenant_id = $1 AND site_id = $2 AND day BETWEEN $3 AND $4`;

type DaySums = Measures & { identified: number };
type Values = { totals: TotalsValues; hasDailySums: boolean };

/** Totals of the range, and of the one to compare with. */
export async function planTotals(question: Question): Promise<PlannedReport> {
  const { range, compareRange, filters } = question;
  const parts: Part[] = [];
  for (const each of compareRange ? [range, compareRange] : [range])
    parts.push(filters.length > 0 ? scannedTotals(question, each) : await rolledTotals(question, each));
  return {
    scans: parts.flatMap(({ scans }) => scans),
    ...(filters.length === 0 ? { servedBy: "rollup_days" as const } : {}),
    finish: () => resultOf(parts.map(({ values }) => values())),
  };
}

function resultOf([now, before]: readonly Values[]): TotalsResult {
  return {
    kind: "totals",
    ...(now?.totals ?? { ...noMeasures(), identifiedVisitors: 0 }),
    visitorsAreDailySums: now?.hasDailySums ?? false,
    ...(before ? { previous: before.totals } : {}),
  };
}

type Part = { scans: PlannedReport["scans"]; values: () => Values };

function scannedTotals({ everyNth }: Question, range: Days): Part {
  const scan = new TotalsScan();
  return {
    scans: [{ range, scan }],
    values: () => {
      const { unidentifiedVisitors, ...totals } = scan.totals(everyNth);
      return { totals, hasDailySums: unidentifiedVisitors > 0 && lengthDays(range) > 1 };
    },
  };
}

/** From rollup_days; who is identified is counted once in the range, for which their keys are needed. */
async function rolledTotals({ db, site }: Question, range: Days): Promise<Part> {
  const [sums] = await db.query<DaySums>(DAY_SUMS, [db.tenantId, site.id, range.from, range.to]);
  const { identified: daily, ...all } = sums ?? { ...noMeasures(), identified: 0 };
  const scan = daily > 0 && lengthDays(range) > 1 ? new IdentifiedScan() : null;
  return {
    scans: scan ? [{ range, scan, isUnfiltered: true }] : [],
    values: () => {
      const identified = scan ? scan.size : daily;
      const unidentified = all.visitors - daily;
      return {
        totals: { ...all, visitors: unidentified + identified, identifiedVisitors: identified },
        hasDailySums: unidentified > 0 && lengthDays(range) > 1,
      };
    },
  };
}
