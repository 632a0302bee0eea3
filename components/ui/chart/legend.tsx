import { seriesStyle, type ChartSeries } from "./series";

/** A short stroke in a series' colour and dash. */
export function SeriesMark({ series }: { series: Pick<ChartSeries, "color" | "previous"> }) {
  return (
    <svg aria-hidden viewBox="0 0 20 4" className="h-1 w-5 shrink-0">
      <line x1={0} x2={20} y1={2} y2={2} strokeWidth={2.5} {...seriesStyle(series)} />
    </svg>
  );
}

export function ChartLegend({ series }: { series: readonly ChartSeries[] }) {
  return (
    <ul className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-text-muted">
      {series.map((line) => (
        <li key={line.id} className="flex items-center gap-1.5 first-letter:uppercase">
          <SeriesMark series={line} />
          <span className="first-letter:uppercase">{line.name}</span>
        </li>
      ))}
    </ul>
  );
}
