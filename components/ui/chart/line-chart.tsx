"use client";

import { useState } from "react";
import { formatCompact, formatNumber } from "@/components/lib/format";
import { ChartPoints } from "./chart-points";
import { ChartTooltip } from "./chart-tooltip";
import { labelIndexes, niceScale } from "./scale";
import { seriesStyle, type ChartSeries } from "./series";

export type LineChartProps = {
  /** What the chart shows, for assistive technology. */
  label: string;
  /** One label a point: short for the axis, long for the tooltip. */
  points: readonly { key: string; short: string; long: string }[];
  series: readonly ChartSeries[];
};

const X_LABELS_MAX = 5;

/**
 * Lines over days as plain SVG that stretches with its box, so it needs no measuring and renders on
 * the server. Axes, labels and points are HTML, placed in per cent; every point takes the keyboard.
 */
export function LineChart({ label, points, series }: LineChartProps) {
  const [active, setActive] = useState<number | null>(null);
  const highest = Math.max(0, ...series.flatMap((line) => line.values));
  const { max, ticks } = niceScale(highest);
  const x = (index: number) => (points.length < 2 ? 50 : (index / (points.length - 1)) * 100);
  const y = (value: number) => 100 - (value / max) * 100;
  const point = active === null ? undefined : points[active];
  return (
    <figure className="flex flex-col gap-2" aria-label={label}>
      <div className="grid grid-cols-[auto_1fr] gap-x-2">
        <div
          aria-hidden
          className="relative h-64 w-9 text-right text-[0.6875rem] text-text-muted tabular-nums"
        >
          {ticks.map((tick) => (
            <span key={tick} className="absolute right-0 -translate-y-1/2" style={{ top: `${y(tick)}%` }}>
              {formatCompact(tick)}
            </span>
          ))}
        </div>
        <div className="relative h-64" onPointerLeave={() => setActive(null)}>
          <svg
            aria-hidden
            viewBox="0 0 100 100"
            preserveAspectRatio="none"
            className="absolute inset-0 size-full overflow-visible"
          >
            {ticks.map((tick) => (
              <line
                key={tick}
                x1={0}
                x2={100}
                y1={y(tick)}
                y2={y(tick)}
                className="stroke-border"
                strokeWidth={1}
                vectorEffect="non-scaling-stroke"
              />
            ))}
            {series.map((line) => (
              <polyline
                key={line.id}
                points={line.values.map((value, index) => `${x(index)},${y(value)}`).join(" ")}
                fill="none"
                strokeWidth={line.previous ? 1.5 : 2}
                strokeLinejoin="round"
                strokeLinecap="round"
                vectorEffect="non-scaling-stroke"
                {...seriesStyle(line)}
              />
            ))}
          </svg>
          <ChartPoints
            count={points.length}
            active={active}
            onActive={setActive}
            x={x}
            dots={series.map((line) => ({
              id: line.id,
              color: line.color,
              y: active === null ? 0 : y(line.values[active] ?? 0),
            }))}
            describe={(index) =>
              `${points[index]?.long}: ${series.map((line) => `${formatNumber(line.values[index] ?? 0)} ${line.name}`).join(", ")}`
            }
          />
          {point && active !== null ? (
            <ChartTooltip
              leftPercent={x(active)}
              title={point.long}
              rows={series.map((line) => ({ series: line, value: line.values[active] ?? 0 }))}
            />
          ) : null}
        </div>
        <span />
        <div aria-hidden className="relative mt-2 h-4 text-[0.6875rem] text-text-muted">
          {labelIndexes(points.length, X_LABELS_MAX).map((index, position, all) => (
            <span
              key={index}
              className={`absolute whitespace-nowrap ${position === 0 && all.length > 1 ? "" : position === all.length - 1 && all.length > 1 ? "-translate-x-full" : "-translate-x-1/2"}`}
              style={{ left: `${x(index)}%` }}
            >
              {points[index]?.short}
            </span>
          ))}
        </div>
      </div>
    </figure>
  );
}
