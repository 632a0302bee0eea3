import { formatDayLong } from "@/components/lib/dates";
import { formatNumber } from "@/components/lib/format";
import type { SeriesPoint } from "@/lib/tracking/schemas";
import { MEASURES } from "./measures";

/** The chart's numbers as a table, the last day first. */
export function TrafficTable({ points }: { points: readonly SeriesPoint[] }) {
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label="Traffic by day"
      className="h-72 overflow-auto rounded-ui border border-border"
    >
      <table className="w-full text-right tabular-nums">
        <thead className="sticky top-0 bg-surface-sunken text-xs text-text-muted">
          <tr>
            <th scope="col" className="px-3 py-2 text-left font-medium">
              Day
            </th>
            {MEASURES.map((measure) => (
              <th key={measure.id} scope="col" className="px-3 py-2 font-medium">
                {measure.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-border">
          {points.toReversed().map((point) => (
            <tr key={point.day}>
              <th scope="row" className="px-3 py-2 text-left font-normal whitespace-nowrap">
                {formatDayLong(point.day)}
              </th>
              {MEASURES.map((measure) => (
                <td key={measure.id} className="px-3 py-2">
                  {formatNumber(point[measure.id])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
