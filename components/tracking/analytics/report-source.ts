"use client";

import { createContext, useContext } from "react";
import type { QueryReportsInput, QueryReportsOutput } from "@/lib/tracking/report-schemas";
import type { SiteDto } from "@/lib/tracking/schemas";

/** What the screen needs to know of a site. */
export type AnalyticsSite = Pick<SiteDto, "id" | "name" | "domain" | "timeZone">;

/** Answers a question on one site's numbers; throws an Error with a sentence that can be shown. */
export type AskReports = (question: QueryReportsInput, signal: AbortSignal) => Promise<QueryReportsOutput>;

/** Who answers the screen's questions, and what may be done on it beside looking. */
export type ReportSource = {
  ask: AskReports;
  /** Stands in front of cached answers, so that those of one reader never show for another. */
  cacheKey: string;
  /** Nothing may be kept or changed: no views, no notes, no links to pages that need a membership. */
  readOnly: boolean;
};

export const ReportSourceContext = createContext<ReportSource | null>(null);

/** @throws Error outside an analytics screen */
export function useReportSource(): ReportSource {
  const source = useContext(ReportSourceContext);
  if (!source) throw new Error("A report is asked for outside an analytics screen");
  return source;
}
