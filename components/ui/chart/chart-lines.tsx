import { areaClass, seriesStyle, type ChartSeries } from "./series";

export type ChartLinesProps = {
  series: readonly ChartSeries[];
  ticks: readonly number[];
  /** Places, in per cent of width and height. */
  x: (index: number) => number;
  y: (value: number) => number;
};

/** Grid and lines, stretched with their box; a line that stands alone gets its area. */
export function ChartLines({ series, ticks, x, y }: ChartLinesProps) {
  const current = series.filter((line) => !line.previous);
  const alone = current.length === 1 ? current[0] : undefined;
  const places = (line: ChartSeries) =>
    line.values.map((value, index) => `${x(index)},${y(value)}`).join(" ");
  return (
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
      {alone && alone.values.length > 1 ? (
        <polygon
          points={`${x(0)},100 ${places(alone)} ${x(alone.values.length - 1)},100`}
          className={areaClass(alone.color)}
        />
      ) : null}
      {series.toReversed().map((line) => (
        <polyline
          key={line.id}
          points={places(line)}
          fill="none"
          strokeWidth={line.previous ? 1.5 : 2}
          strokeLinejoin="round"
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
          {...seriesStyle(line)}
        />
      ))}
    </svg>
  );
}
