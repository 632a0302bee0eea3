import { formatDuration } from "@/components/lib/duration";
import { formatNumber, formatPercent } from "@/components/lib/format";
import type { FunnelResult } from "@/lib/tracking/report-schemas";

const HEADINGS = ["Reached", "Of the first", "Of the one before", "Left", "Median time"] as const;

/** A funnel's numbers as a table. */
export function FunnelTable({ result }: { result: FunnelResult }) {
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label="Steps"
      className="overflow-x-auto rounded-ui border border-border"
    >
      <table className="w-full text-right tabular-nums">
        <thead className="bg-surface-sunken text-xs text-text-muted">
          <tr>
            <th scope="col" className="px-3 py-2 text-left font-medium">
              Step
            </th>
            {HEADINGS.map((heading) => (
              <th key={heading} scope="col" className="px-3 py-2 font-medium whitespace-nowrap">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-border">
          {result.steps.map((step, index) => (
            <tr key={index}>
              <th scope="row" className="min-w-40 px-3 py-2 text-left font-normal">
                {`${index + 1}. ${step.name}`}
              </th>
              <td className="px-3">{formatNumber(step.count)}</td>
              <td className="px-3">{formatPercent(step.rateOfFirst)}</td>
              <td className="px-3">{index === 0 ? "–" : formatPercent(step.rateOfPrevious)}</td>
              <td className="px-3">{index === 0 ? "–" : formatNumber(step.dropped)}</td>
              <td className="px-3">
                {step.medianSeconds === null ? "–" : formatDuration(step.medianSeconds)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
