import { cn } from "@/components/lib/cn";
import { labelIndexes } from "./scale";

export type ChartPoint = { key: string; short: string; long: string };

const X_LABELS_MAX = 5;
const textClass = "text-[0.6875rem] text-text-muted";

type YAxisProps = {
  ticks: readonly number[];
  y: (value: number) => number;
  format: (tick: number) => string;
};

export function YAxis({ ticks, y, format }: YAxisProps) {
  return (
    <div aria-hidden className={cn(textClass, "relative h-64 w-11 text-right tabular-nums")}>
      {ticks.map((tick) => (
        <span key={tick} className="absolute right-0 -translate-y-1/2" style={{ top: `${y(tick)}%` }}>
          {format(tick)}
        </span>
      ))}
    </div>
  );
}

/** A few names of points, the first and the last of them kept inside the chart. */
export function XAxis({ points, x }: { points: readonly ChartPoint[]; x: (index: number) => number }) {
  return (
    <div aria-hidden className={cn(textClass, "relative mt-2 h-4")}>
      {labelIndexes(points.length, X_LABELS_MAX).map((index, position, all) => (
        <span
          key={index}
          className={cn(
            "absolute whitespace-nowrap",
            all.length > 1 && position === 0
              ? null
              : all.length > 1 && position === all.length - 1
                ? "-translate-x-full"
                : "-translate-x-1/2",
          )}
          style={{ left: `${x(index)}%` }}
        >
          {points[index]?.short}
        </span>
      ))}
    </div>
  );
}
