"use client";

import { useState } from "react";
import { formatCompact, formatNumber } from "@/components/lib/format";
import { XAxis, YAxis, type ChartPoint } from "./chart-axes";
import { ChartLines } from "./chart-lines";
import { ChartMarkLines, ChartMarks, type ChartMark } from "./chart-marks";
import { ChartPoints } from "./chart-points";
import { ChartTooltip } from "./chart-tooltip";
import { scaleOf, type ScaleKind } from "./scale";
import type { ChartSeries } from "./series";

export type LineChartProps = {
  /** What the chart shows, for assistive technology. */
  label: string;
  /** One label a point: short for the axis, long for the tooltip. */
  points: readonly ChartPoint[];
  series: readonly ChartSeries[];
  /** How the axis counts. */
  scale?: ScaleKind;
  /** Exact values, for the tooltip. */
  format?: (value: number) => string;
  /** What a point stands for: "Days". */
  unit?: string;
  /** Notes at points; each opens with `onMark`. */
  marks?: readonly ChartMark[];
  onMark?: (id: string) => void;
};

/**
 * Lines over days as plain SVG that stretches with its box, so it needs no measuring and renders on
 * the server. Axes, labels and points are HTML, placed in per cent; every point takes the keyboard.
 */
export function LineChart(props: LineChartProps) {
  const { label, points, series, scale = "count", marks = [] } = props;
  const { max, ticks } = scaleOf(scale, Math.max(0, ...series.flatMap((line) => line.values)));
  const x = (index: number) => (points.length < 2 ? 50 : (index / (points.length - 1)) * 100);
  const y = (value: number) => 100 - (value / max) * 100;
  return (
    <figure aria-label={label}>
      <div className="grid grid-cols-[auto_1fr] gap-x-2">
        <YAxis ticks={ticks} y={y} format={scale === "count" ? formatCompact : (props.format ?? String)} />
        <Plot {...props} marks={marks} ticks={ticks} x={x} y={y} />
        <span />
        <div>
          {marks.length > 0 ? (
            <ChartMarks
              marks={marks}
              x={x}
              nameOf={(index) => points[index]?.long ?? ""}
              onMark={props.onMark}
            />
          ) : null}
          <XAxis points={points} x={x} />
        </div>
      </div>
    </figure>
  );
}

type PlotProps = Omit<LineChartProps, "marks"> & {
  marks: readonly ChartMark[];
  ticks: readonly number[];
  x: (index: number) => number;
  y: (value: number) => number;
};

function Plot({ points, series, format = formatNumber, unit = "Days", marks, ticks, x, y }: PlotProps) {
  const [active, setActive] = useState<number | null>(null);
  const point = active === null ? undefined : points[active];
  const rowsAt = (index: number) =>
    series.flatMap((line) => {
      const value = line.values[index];
      return value === undefined ? [] : [{ series: line, value }];
    });
  const notesAt = (index: number) =>
    marks.filter((mark) => mark.index === index).map((mark) => `Note: ${mark.text}`);
  const wordsAt = (index: number) => {
    const numbers = rowsAt(index).map(({ series: line, value }) => `${format(value)} ${line.name}`);
    return [`${points[index]?.long}: ${numbers.join(", ")}`, ...notesAt(index)].join(". ");
  };
  return (
    <div className="relative h-64" onPointerLeave={() => setActive(null)}>
      <ChartLines series={series} ticks={ticks} x={x} y={y} />
      <ChartMarkLines marks={marks} x={x} />
      <ChartPoints
        count={points.length}
        active={active}
        onActive={setActive}
        x={x}
        unit={unit}
        dots={(active === null ? [] : rowsAt(active)).map(({ series: line, value }) => ({
          id: line.id,
          color: line.color,
          y: y(value),
        }))}
        describe={wordsAt}
      />
      {point && active !== null ? (
        <ChartTooltip
          leftPercent={x(active)}
          title={point.long}
          rows={rowsAt(active)}
          format={format}
          notes={notesAt(active)}
        />
      ) : null}
    </div>
  );
}
