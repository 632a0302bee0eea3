"use client";

import { useMemo, type ReactNode } from "react";
import { QueryProvider } from "@/components/common/query-provider";
import { ReportSourceContext, type AnalyticsSite, type AskReports } from "./report-source";
import { ReportBody } from "./report-body";
import { SiteReport } from "./site-report";

const REFETCH_MS = 30_000;

export type SharedAnalyticsProps = {
  site: AnalyticsSite;
  /**
   * Answers a question on the site; throws an Error with a sentence to show. Give the same function with every
   * render (a module's own, or one from useCallback): answers are gathered for each function.
   */
  ask: AskReports;
  /** Tells answers of one link from those of another, such as the link's token. */
  cacheKey: string;
  /** When the server rendered the page, epoch milliseconds. */
  renderedAtMs: number;
  /** Beside the filters, such as whose numbers these are. */
  tools?: ReactNode;
};

/**
 * The analytics screen of one fixed site, for reading only: it needs no workspace and no session. Days, filters and
 * tabs are in the page's own query string, as in the product. It brings its own cache of answers.
 */
export function SharedAnalytics({ site, ask, cacheKey, renderedAtMs, tools }: SharedAnalyticsProps) {
  const source = useMemo(() => ({ ask, cacheKey, readOnly: true }), [ask, cacheKey]);
  return (
    <QueryProvider>
      <ReportSourceContext value={source}>
        <SiteReport site={site} renderedAtMs={renderedAtMs} refetchMs={REFETCH_MS}>
          {({ today }) => (
            <ReportBody site={site} today={today} title={site.name} tools={tools} annotations={[]} />
          )}
        </SiteReport>
      </ReportSourceContext>
    </QueryProvider>
  );
}
