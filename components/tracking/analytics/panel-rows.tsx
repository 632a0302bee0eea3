"use client";

import { BarList } from "@/components/ui/bar-list";
import type { ReportDimension } from "@/lib/tracking/report-schemas";
import { DIMENSIONS } from "./dimensions";
import { isChosen } from "./filters";
import { PanelError } from "./panel-error";
import { ROWS_SHOWN, specOf } from "./panels";
import { RowsSkeleton } from "./panels-skeleton";
import { isKind } from "./report-batch";
import { useReport, useScreen } from "./report-scope";
import { thanOf } from "./compare-words";
import { countedOf, toBar, wholeOf } from "./rows";
import { TOTALS_SPEC } from "./screen-specs";

export type PanelRowsProps = {
  dimension: ReportDimension;
  onFilter: (dimension: ReportDimension, value: string) => void;
  onEvent?: (name: string) => void;
  onMark?: (value: string | null) => void;
};

/** The first values of a dimension; a click on one filters by it. */
export function PanelRows({ dimension, onFilter, onEvent, onMark }: PanelRowsProps) {
  const { scope } = useScreen();
  const report = useReport(specOf(dimension));
  const totals = useReport(TOTALS_SPEC).data?.result;
  const result = report.data?.result;
  if (report.error && !result) return <PanelError report={report} />;
  // After a change of the tab the last answer is another dimension's.
  if (!isKind(totals, "totals") || !isKind(result, "breakdown") || result.dimension !== dimension)
    return <RowsSkeleton label={DIMENSIONS[dimension].label} />;
  if (result.rows.length === 0)
    return (
      <p className="p-4 text-text-muted">
        {dimension === "event"
          ? "No event of your own in these days. Send one with ba('event', 'Sign-up') or mark a button with data-ba-event."
          : "Nothing in these days."}
      </p>
    );
  const { heading } = countedOf(dimension);
  const than = thanOf(scope.compare);
  return (
    <BarList
      rows={result.rows.slice(0, ROWS_SHOWN).map((row) => toBar(row, { dimension, than, onEvent }))}
      whole={wholeOf(dimension, totals)}
      heading={DIMENSIONS[dimension].label}
      unit={heading}
      does="filter by it"
      onChoose={(value) => value !== "(other)" && onFilter(dimension, value)}
      isChosen={(value) => isChosen(scope.filters, dimension, value)}
      onMark={onMark}
    />
  );
}
