import type { QueryReportsInput, ReportDimension } from "@/lib/tracking/schemas";
import type { DateRange } from "@/components/ui/date-range";

/** As many sites as one answer may hold: pickers and lists show all of them. */
export const SITES_SHOWN_MAX = 100;
export const SITES_KEY = ["sites"] as const;

const ROWS_MAX = 10;

export type ReportQuestion = {
  siteId: string;
  range: DateRange;
  compare: boolean;
  dimensions: readonly ReportDimension[];
};

/** Everything on the analytics screen as one question; a dimension's report has the dimension as its id. */
export function reportBodyOf({ siteId, range, compare, dimensions }: ReportQuestion): QueryReportsInput {
  return {
    siteId,
    range,
    compare: compare ? "previous" : "none",
    reports: [
      { id: "totals", kind: "totals" },
      { id: "series", kind: "series", interval: "day" },
      ...dimensions.map((dimension) => ({
        id: dimension,
        kind: "breakdown" as const,
        dimension,
        limit: ROWS_MAX,
      })),
    ],
  };
}

export const reportKeyOf = (body: QueryReportsInput) => ["reports", body] as const;
