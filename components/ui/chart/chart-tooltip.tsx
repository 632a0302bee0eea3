import { formatNumber } from "@/components/lib/format";
import { SeriesMark } from "./legend";
import type { ChartSeries } from "./series";

export type ChartTooltipProps = {
  leftPercent: number;
  title: string;
  rows: readonly { series: ChartSeries; value: number }[];
  format?: (value: number) => string;
  /** What was noted at this point. */
  notes?: readonly string[];
};

/** The numbers of one point, beside its line, always inside the chart. */
export function ChartTooltip({
  leftPercent,
  title,
  rows,
  format = formatNumber,
  notes = [],
}: ChartTooltipProps) {
  const onRight = leftPercent < 50;
  const place = onRight ? { left: `${leftPercent}%` } : { right: `${100 - leftPercent}%` };
  return (
    <div
      aria-hidden
      style={place}
      className="pointer-events-none absolute top-2 z-10 mx-3 min-w-40 rounded-ui border border-border bg-surface-raised p-3 text-xs shadow-float"
    >
      <p className="mb-2 font-medium">{title}</p>
      <ul className="flex flex-col gap-1">
        {rows.map(({ series, value }) => (
          <li key={series.id} className="flex items-center gap-2">
            <SeriesMark series={series} />
            <span className="flex-1 text-text-muted">{series.name}</span>
            <span className="font-medium tabular-nums">{format(value)}</span>
          </li>
        ))}
      </ul>
      {notes.map((note) => (
        <p key={note} className="mt-2 max-w-56 border-t border-border pt-2">
          {note}
        </p>
      ))}
    </div>
  );
}
