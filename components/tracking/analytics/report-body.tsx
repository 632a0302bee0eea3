"use client";

import type { ReactNode } from "react";
import { PageHeader } from "@/components/common/page-header";
import { Card } from "@/components/ui/card";
import type { AnnotationDto } from "@/lib/tracking/report-schemas";
import { AllLists } from "./all-lists";
import { useAnalyticsState } from "./analytics-state";
import { FilterBar } from "./filter-bar";
import { Behaviour, PanelError, PanelsGrid } from "./late-panels";
import { RangeControls } from "./range-controls";
import { useReport } from "./report-scope";
import type { AnalyticsSite } from "./report-source";
import { TOTALS_SPEC } from "./screen-specs";
import { TrafficCard } from "./traffic-card";

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
