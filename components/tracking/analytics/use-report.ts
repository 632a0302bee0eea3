"use client";

import { useApiQuery } from "@/components/common/use-api";
import { reportsShape } from "@/components/tracking/shapes";

import { reportBodyOf, reportKeyOf, type ReportQuestion } from "../keys";

/** The server is at most 2 s behind; a short interval keeps a new visit within 3 s or so. */
const REFETCH_MS = 1_000;

/** Everything on the screen in one question. @param live whether the range is still growing */
export function useReport(question: ReportQuestion, live: boolean) {
  const body = reportBodyOf(question);
  return useApiQuery({
    key: reportKeyOf(body),
    path: "/reports/query",
    shape: reportsShape,
    body,
    keepPrevious: true,
    refetchMs: live ? REFETCH_MS : undefined,
  });
}
