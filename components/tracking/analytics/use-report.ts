"use client";

import { useApiQuery } from "@/components/common/use-api";
import type { DateRange } from "@/components/ui/date-range-picker";
import { QueryReportsOutput, type ReportDimension } from "@/lib/tracking/schemas";

/** The server is at most 2 s behind; together a new visit shows within 3 s or so. */
const REFETCH_MS = 1_500;
const ROWS_MAX = 10;

export type ReportQuestion = {
  siteId: string;
  range: DateRange;
  compare: boolean;
  dimensions: readonly ReportDimension[];
  /** Whether the range is still growing. */
  live: boolean;
};

/** Everything on the screen in one question; a dimension's report has the dimension as its id. */
export function useReport({ siteId, range, compare, dimensions, live }: ReportQuestion) {
  const body = {
    siteId,
    range,
    compare,
    reports: [
      { id: "totals", kind: "totals" },
      { id: "series", kind: "series", interval: "day" },
      ...dimensions.map((dimension) => ({ id: dimension, kind: "breakdown", dimension, limit: ROWS_MAX })),
    ],
  };
  return useApiQuery({
    key: ["reports", body],
    path: "/reports/query",
    schema: QueryReportsOutput,
    body,
    keepPrevious: true,
    refetchMs: live ? REFETCH_MS : undefined,
  });
}
