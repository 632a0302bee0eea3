"use client";

import { ChartLine, Table2 } from "lucide-react";
import { Card } from "@/components/ui/card";
import { ChartLegend } from "@/components/ui/chart/legend";
import type { ChartMark } from "@/components/ui/chart/chart-marks";
import { LineChart } from "@/components/ui/chart/line-chart";
import type { ChartSeries } from "@/components/ui/chart/series";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Skeleton } from "@/components/ui/skeleton";
import type { AnnotationDto, SeriesInterval, SeriesResult } from "@/lib/tracking/report-schemas";
import { daysBetween } from "@/components/lib/dates";
import type { AnalyticsChange } from "./analytics-state";
import { chartPointOf, indexOfDay, UNITS } from "./chart-points";
import { beforeOf, thanOf } from "./compare-words";
import { TrafficTable } from "./late-panels";
import { AnswerNote } from "./late-parts";
import { measureById, type Measure } from "./measures";
import { intervalsFor } from "./range-params";
import { isKind } from "./report-batch";
import { useReport } from "./report-scope";
import type { AnalyticsState } from "./screen-state";
import { seriesSpec, TOTALS_SPEC } from "./screen-specs";
import { TotalsRow } from "./totals-row";

const INTERVALS: Record<SeriesInterval, string> = { hour: "Hour", day: "Day", week: "Week", month: "Month" };

export type TrafficCardProps = {
  state: AnalyticsState;
  change: AnalyticsChange;
  timeZone: string;
  annotations: readonly AnnotationDto[];
  /** Opens a note; left out where notes cannot be read one by one. */
  onAnnotation?: (id: string) => void;
  /** Beside the chart's controls. */
  actions?: React.ReactNode;
};

/** Totals of the range and the course of one of them, as a chart or as a table. */
export function TrafficCard(props: TrafficCardProps) {
  const { state, change } = props;
  const totals = useReport(TOTALS_SPEC);
  const series = useReport(seriesSpec(state));
  const result = series.data?.result;
  return (
    <Card aria-label="Traffic" aria-busy={series.isPlaceholderData}>
      <TotalsRow
        totals={isKind(totals.data?.result, "totals") ? totals.data.result : undefined}
        chosen={state.measure}
        than={thanOf(state.compare)}
        onChoose={(measure) => change({ measure: measure === "visitors" ? undefined : measure }, "replace")}
      />
      <div className="flex flex-col gap-3 border-t border-border p-4">
        <Controls {...props} result={isKind(result, "series") ? result : undefined} />
        {isKind(result, "series") ? (
          <Course {...props} result={result} />
        ) : (
          <Skeleton className="h-72 w-full" />
        )}
        <AnswerNote answer={totals.data} />
      </div>
    </Card>
  );
}

/** The course of a measure, with that of the compared days when they were asked for. */
function linesOf(measure: Measure, result: SeriesResult, before: string): ChartSeries[] {
  const line = (points: SeriesResult["points"]) => points.map((point) => measure.of(point));
  const now = { id: measure.id, name: measure.noun, color: 1 as const, values: line(result.points) };
  if (!result.previous) return [now];
  const values = line(result.previous.slice(0, result.points.length));
  return [now, { ...now, id: "before", name: `${measure.noun} ${before}`, values, previous: true }];
}

type PartProps<R> = TrafficCardProps & { result: R };

function Controls({ state, change, actions, result }: PartProps<SeriesResult | undefined>) {
  const measure = measureById(state.measure);
  const intervals = intervalsFor(daysBetween(state.range.from, state.range.to));
  const [usual] = intervals;
  const ordered = (["hour", "day", "week", "month"] as const).filter((one) => intervals.includes(one));
  return (
    <div className="flex min-h-8 flex-wrap items-center justify-between gap-3">
      <ChartLegend series={result ? linesOf(measure, result, beforeOf(state.compare)) : []} />
      <div className="flex flex-wrap items-center gap-2">
        {actions}
        {ordered.length > 1 ? (
          <SegmentedControl
            label="Steps of the chart"
            value={state.interval}
            onChange={(by) => change({ by: by === usual ? undefined : by }, "replace")}
            segments={ordered.map((value) => ({ value, label: INTERVALS[value] }))}
          />
        ) : null}
        <SegmentedControl
          label="Show as"
          value={state.view}
          onChange={(view) => change({ view: view === "chart" ? undefined : view }, "replace")}
          segments={[
            { value: "chart", name: "Chart", label: <ChartLine aria-hidden className="size-4" /> },
            { value: "table", name: "Table", label: <Table2 aria-hidden className="size-4" /> },
          ]}
        />
      </div>
    </div>
  );
}

function Course({ state, timeZone, annotations, onAnnotation, result }: PartProps<SeriesResult>) {
  const measure = measureById(state.measure);
  const names = result.points.map((point) => chartPointOf(point, result.interval, timeZone));
  if (state.view === "table")
    return <TrafficTable points={result.points} names={names} heading={INTERVALS[result.interval]} />;
  const marks: ChartMark[] = annotations.flatMap(({ id, day, text }) => {
    const index = indexOfDay(result.points, day);
    return index < 0 ? [] : [{ id, index, text }];
  });
  return (
    <LineChart
      label={`${measure.label} by ${result.interval}`}
      points={names}
      series={linesOf(measure, result, beforeOf(state.compare))}
      scale={measure.scale}
      format={measure.format}
      unit={UNITS[result.interval]}
      marks={marks}
      onMark={onAnnotation}
    />
  );
}
