export type ChartColor = 1 | 2 | 3 | 4;

export type ChartSeries = {
  id: string;
  /** Lower case, as it reads after a number: "visitors". */
  name: string;
  color: ChartColor;
  values: readonly number[];
  /** The same measure in the period before: drawn thinner and dashed. */
  previous?: boolean;
};

// Written out, because Tailwind finds classes by reading the source.
const STROKE = { 1: "stroke-chart-1", 2: "stroke-chart-2", 3: "stroke-chart-3", 4: "stroke-chart-4" };
const FILL = { 1: "bg-chart-1", 2: "bg-chart-2", 3: "bg-chart-3", 4: "bg-chart-4" };
// Lines differ by dash as well as by colour.
const DASH: Record<ChartColor, string | undefined> = { 1: undefined, 2: "7 4", 3: "2 4", 4: "10 3 2 3" };

const AREA = {
  1: "fill-chart-1/10",
  2: "fill-chart-2/10",
  3: "fill-chart-3/10",
  4: "fill-chart-4/10",
};

export const areaClass = (color: ChartColor): string => AREA[color];
export const dotClass = (color: ChartColor): string => FILL[color];

/** SVG props of a line: colour and dash. */
export function seriesStyle(series: Pick<ChartSeries, "color" | "previous">) {
  return {
    className: series.previous ? `${STROKE[series.color]} opacity-60` : STROKE[series.color],
    strokeDasharray: series.previous ? "3 4" : DASH[series.color],
  };
}
