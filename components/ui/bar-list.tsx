import type { ReactNode } from "react";
import { formatCompact, formatNumber, formatPercent } from "@/components/lib/format";

export type BarRow = { id: string; label: ReactNode; title: string; value: number; change?: ReactNode };

/** Names with their numbers, the bar behind the name showing the share of the whole. */
export function BarList({
  rows,
  whole,
  heading,
  unit,
}: {
  rows: readonly BarRow[];
  whole: number;
  heading: string;
  unit: string;
}) {
  const changes = rows.some((row) => row.change !== undefined);
  const largest = Math.max(1, ...rows.map((row) => row.value));
  return (
    <table className="w-full table-fixed">
      <thead>
        <tr className="text-xs text-text-muted">
          <th scope="col" className="px-4 py-2 text-left font-medium">
            {heading}
          </th>
          <th scope="col" className="w-18 py-2 pr-2 text-right font-medium">
            {unit}
          </th>
          {changes ? (
            <th scope="col" className="w-18 py-2 pr-2 text-right font-medium">
              Change
            </th>
          ) : null}
          <th scope="col" className="w-16 py-2 pr-4 text-right font-medium max-sm:hidden">
            Share
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row" className="relative py-0.5 pl-2 text-left font-normal">
              <span
                aria-hidden
                className="absolute inset-y-0.5 left-2 rounded-inner bg-accent-soft"
                style={{ width: `calc(${(row.value / largest) * 100}% - 0.5rem)` }}
              />
              <span title={row.title} className="relative block truncate px-2 py-1.5">
                {row.label}
              </span>
            </th>
            <td className="py-0.5 pr-2 text-right font-medium tabular-nums">
              <span title={formatNumber(row.value)}>{formatCompact(row.value)}</span>
            </td>
            {changes ? <td className="py-0.5 pr-2 text-right">{row.change}</td> : null}
            <td className="py-0.5 pr-4 text-right text-text-muted tabular-nums max-sm:hidden">
              {whole > 0 ? formatPercent(row.value / whole) : "0%"}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
