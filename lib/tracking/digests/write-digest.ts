import { env } from "@/lib/env";
import { systemCtx } from "@/lib/tenancy";
import type { BreakdownResult, TotalsValues } from "../report-schemas";
import { queryReports } from "../reports/query-reports";
import type { DigestFrequency } from "./schemas";
import { type Period, periodBefore } from "./times";

const ROWS = 5;

export interface DueDigest {
  id: string;
  tenantId: string;
  siteId: string;
  siteName: string;
  timeZone: string;
  frequency: DigestFrequency;
  recipients: string[];
}

/** What a message says, without what belongs to its recipient. */
export interface DigestContent {
  siteName: string;
  frequency: DigestFrequency;
  from: string;
  to: string;
  timeZone: string;
  /** Name, value of the period, value of the period before; null where there is none. */
  measures: { name: string; value: number; previous: number | null; unit: "count" | "percent" | "seconds" }[];
  pages: { name: string; value: number }[];
  sources: { name: string; value: number }[];
  reportUrl: string;
}

const percent = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((100 * part) / whole));
const seconds = (totals: TotalsValues): number =>
  totals.visits === 0 ? 0 : Math.round(totals.visibleMs / totals.visits / 1_000);

/** Reads the numbers of a period for one digest. */
export async function writeDigest(digest: DueDigest, period: Period): Promise<DigestContent> {
  const ctx = systemCtx(digest.tenantId, "tracking.send-digests");
  const answer = await queryReports(ctx, {
    siteId: digest.siteId,
    range: period,
    compare: periodBefore(digest.frequency, period),
    reports: [
      { id: "totals", kind: "totals" },
      { id: "page", kind: "breakdown", dimension: "page", limit: ROWS },
      { id: "source", kind: "breakdown", dimension: "source", limit: ROWS },
    ],
  });
  const { totals, page, source } = answer.results;
  if (totals?.kind !== "totals" || page?.kind !== "breakdown" || source?.kind !== "breakdown")
    throw new Error("The reports of a digest are not those that were asked for.");
  const before = totals.previous ?? null;
  const url = new URL("/analytics", env().APP_URL);
  url.search = new URLSearchParams({ site: digest.siteId, range: `${period.from}..${period.to}` }).toString();
  const measure = (
    name: string,
    of: (values: TotalsValues) => number,
    unit: "count" | "percent" | "seconds",
  ) => ({
    name,
    value: of(totals),
    previous: before === null ? null : of(before),
    unit,
  });
  return {
    siteName: digest.siteName,
    frequency: digest.frequency,
    ...period,
    timeZone: digest.timeZone,
    measures: [
      measure("Visitors", (values) => values.visitors, "count"),
      measure("Visits", (values) => values.visits, "count"),
      measure("Page views", (values) => values.pageViews, "count"),
      measure("Bounce rate", (values) => percent(values.bounces, values.visits), "percent"),
      measure("Time on site", seconds, "seconds"),
    ],
    pages: rowsOf(page, (row) => row.pageViews),
    sources: rowsOf(source, (row) => row.visitors),
    reportUrl: url.href,
  };
}

const rowsOf = (result: BreakdownResult, of: (row: BreakdownResult["rows"][number]) => number) =>
  result.rows.slice(0, ROWS).map((row) => ({ name: row.label, value: of(row) }));
