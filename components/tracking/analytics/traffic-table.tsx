import type { ChartPoint } from "@/components/ui/chart/chart-axes";
import type { SeriesPoint } from "@/lib/tracking/report-schemas";
import { MEASURES } from "./measures";

export type TrafficTableProps = {
  points: readonly SeriesPoint[];
  names: readonly ChartPoint[];
  /** What one row is: "Day". */
  heading: string;
};

/** The chart's numbers as a table, the last row first. */
export function TrafficTable({ points, names, heading }: TrafficTableProps) {
  const rows = points.map((point, index) => ({ point, name: names[index] })).reverse();
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label="Traffic as a table"
      className="h-72 overflow-auto rounded-ui border border-border"
    >
      <table className="w-full text-right tabular-nums">
        <thead className="sticky top-0 bg-surface-sunken text-xs text-text-muted">
          <tr>
            <th scope="col" className="px-3 py-2 text-left font-medium">
              {heading}
            </th>
            {MEASURES.map((measure) => (
              <th key={measure.id} scope="col" className="px-3 py-2 font-medium whitespace-nowrap">
                {measure.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-border">
          {rows.map(({ point, name }) => (
            <tr key={name?.key}>
              <th scope="row" className="px-3 py-2 text-left font-normal whitespace-nowrap">
                {name?.long}
              </th>
              {MEASURES.map((measure) => (
                <td key={measure.id} className="px-3 py-2">
                  {measure.format(measure.of(point))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
