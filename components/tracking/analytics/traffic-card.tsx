"use client";

import { ChartLine, Table2 } from "lucide-react";
import { useState } from "react";
import { formatDay, formatDayLong } from "@/components/lib/dates";
import { Card } from "@/components/ui/card";
import { ChartLegend } from "@/components/ui/chart/legend";
import { LineChart } from "@/components/ui/chart/line-chart";
import type { ChartSeries } from "@/components/ui/chart/series";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Skeleton } from "@/components/ui/skeleton";
import type { QueryReportsOutput, SeriesResult } from "@/lib/tracking/schemas";
import { MEASURES, type Measure, type MeasureId } from "./measures";
import { TotalsRow } from "./totals-row";
import { TrafficTable } from "./traffic-table";

/** The course of one measure, with the period before when that is there. */
function seriesOf(measure: Measure, series: SeriesResult, withPrevious: boolean): ChartSeries[] {
  const now = {
    id: measure.id,
    name: measure.noun,
    color: measure.color,
    values: series.points.map((point) => point[measure.id]),
  };
  if (!withPrevious || !series.previous) return [now];
  const before = series.previous.slice(0, series.points.length).map((point) => point[measure.id]);
  return [
    now,
    { ...now, id: `${measure.id}-before`, name: `${measure.noun} before`, values: before, previous: true },
  ];
}

/** Totals of the range and their course by day, as a chart or as a table. */
export function TrafficCard({ report }: { report: QueryReportsOutput | undefined }) {
  const [view, setView] = useState<"chart" | "table">("chart");
  // One measure alone shows the period before too; all three together would be a tangle with it.
  const [only, setOnly] = useState<MeasureId | null>(null);
  const totals = report?.results.totals;
  const series = report?.results.series;
  const shown = MEASURES.filter((measure) => only === null || measure.id === only);
  const lines =
    series?.kind === "series" ? shown.flatMap((measure) => seriesOf(measure, series, only !== null)) : [];
  return (
    <Card aria-label="Traffic">
      <TotalsRow totals={totals?.kind === "totals" ? totals : undefined} only={only} onOnly={setOnly} />
      <div className="flex flex-col gap-4 border-t border-border p-4">
        <div className="flex min-h-8 flex-wrap items-center justify-between gap-3">
          <ChartLegend series={lines} />
          <SegmentedControl
            label="Show as"
            value={view}
            onChange={setView}
            segments={[
              { value: "chart", name: "Chart", label: <ChartLine aria-hidden className="size-4" /> },
              { value: "table", name: "Table", label: <Table2 aria-hidden className="size-4" /> },
            ]}
          />
        </div>
        {series?.kind !== "series" ? (
          <Skeleton className="h-72 w-full" />
        ) : view === "chart" ? (
          <LineChart
            label={`${shown.map((measure) => measure.label).join(", ")} by day`}
            points={series.points.map((point) => ({
              key: point.day,
              short: formatDay(point.day),
              long: formatDayLong(point.day),
            }))}
            series={lines}
          />
        ) : (
          <TrafficTable points={series.points} />
        )}
      </div>
    </Card>
  );
}
