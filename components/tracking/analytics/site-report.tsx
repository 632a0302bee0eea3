"use client";

import { useMemo, type ReactNode } from "react";
import { PageHeader } from "@/components/common/page-header";
import { dayIn } from "@/components/lib/dates";
import { useNowMs } from "@/components/lib/use-now";
import { Card } from "@/components/ui/card";
import type { AnnotationDto } from "@/lib/tracking/report-schemas";
import { AllLists } from "./all-lists";
import { useAnalyticsState, type AnalyticsChange } from "./analytics-state";
import { FilterBar } from "./filter-bar";
import { Behaviour, PanelError, PanelsGrid } from "./late-parts";
import { RangeControls } from "./range-controls";
import { ScreenContext, useReport, useReportTimer } from "./report-scope";
import type { AnalyticsSite } from "./report-source";
import { scopeOf, TOTALS_SPEC } from "./screen-specs";
import type { AnalyticsState } from "./screen-state";
import { TrafficCard } from "./traffic-card";

const DAY_CHECK_MS = 60_000;

export type ReportParts = {
  title: string;
  /** In front of the range: which site is looked at. */
  picker?: ReactNode;
  /** Beside the filters: views, live. */
  tools?: ReactNode;
  /** Beside the chart's controls. */
  chartTools?: ReactNode;
  annotations: readonly AnnotationDto[];
  onAnnotation?: (id: string) => void;
};

export type SiteReportProps = {
  site: AnalyticsSite;
  /** When the server rendered the page: its clock decides the day until the browser's own is known. */
  renderedAtMs: number;
  /** How often to ask again while the range is still growing. */
  refetchMs: number | undefined;
  /** What stands around the numbers, made from what is shown. */
  children: (shown: { state: AnalyticsState; change: AnalyticsChange; today: string }) => ReactNode;
};

/** The day at the site, by the browser's clock. */
export function useSiteDay(timeZone: string, renderedAtMs: number): string {
  const nowMs = useNowMs(DAY_CHECK_MS) ?? renderedAtMs;
  return dayIn(new Date(nowMs), timeZone);
}

/** Gives the screen's questions their site, days and filters, as the URL says them. */
export function SiteReport({ site, renderedAtMs, refetchMs, children }: SiteReportProps) {
  const today = useSiteDay(site.timeZone, renderedAtMs);
  const { state, change } = useAnalyticsState(today);
  const grows = state.range.to >= today;
  const screen = useMemo(() => ({ scope: scopeOf(site.id, state) }), [site.id, state]);
  useReportTimer(grows ? refetchMs : undefined);
  return <ScreenContext value={screen}>{children({ state, change, today })}</ScreenContext>;
}

export type ReportBodyProps = ReportParts & { site: AnalyticsSite; today: string };

/** The screen itself: head, filters, chart, panels and what visitors do. */
export function ReportBody({ site, today, title, picker, tools, ...chart }: ReportBodyProps) {
  const { state, change, setFilters } = useAnalyticsState(today);
  const totals = useReport(TOTALS_SPEC);
  return (
    <>
      <PageHeader
        title={title}
        description={`${site.domain} · days in ${site.timeZone.replaceAll("_", " ")}`}
        actions={
          <>
            {picker}
            <RangeControls state={state} change={change} today={today} timeZone={site.timeZone} />
          </>
        }
      />
      <div className="-my-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <FilterBar filters={state.filters} onChange={setFilters} />
        {tools ? <div className="flex flex-wrap items-center gap-2">{tools}</div> : null}
      </div>
      {totals.error && !totals.data ? (
        <Card>
          <PanelError report={totals} what="The report" />
        </Card>
      ) : (
        <>
          <TrafficCard
            state={state}
            change={change}
            timeZone={site.timeZone}
            annotations={chart.annotations}
            onAnnotation={chart.onAnnotation}
            actions={chart.chartTools}
          />
          <PanelsGrid state={state} change={change} setFilters={setFilters} />
          <Behaviour state={state} change={change} />
          <AllLists state={state} change={change} setFilters={setFilters} />
        </>
      )}
    </>
  );
}
