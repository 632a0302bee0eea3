"use client";

import type { ReactNode } from "react";
import { formatCompact, formatNumber, formatPercent } from "@/components/lib/format";

export type BarRow = {
  id: string;
  label: ReactNode;
  title: string;
  value: number;
  change?: ReactNode;
  /** Beside the name, such as a button that opens more of the row. */
  extra?: ReactNode;
};

export type BarListProps = {
  rows: readonly BarRow[];
  whole: number;
  heading: string;
  unit: string;
  /** Makes a button of every name. */
  onChoose?: (id: string) => void;
  /** Rows that are chosen. */
  isChosen?: (id: string) => boolean;
  /** What a click on a name does, said after the name: "filter by it". */
  does?: string;
  /** The row under the pointer or with the focus, null when none is. */
  onMark?: (id: string | null) => void;
  hideShare?: boolean;
};

/** Names with their numbers, the bar behind the name showing the share of the whole. */
export function BarList(props: BarListProps) {
  const { rows, heading, unit, hideShare } = props;
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
          {hideShare ? null : (
            <th scope="col" className="w-16 py-2 pr-4 text-right font-medium max-sm:hidden">
              Share
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} list={props} largest={largest} changes={changes} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = { row: BarRow; list: BarListProps; largest: number; changes: boolean };

function Row({ row, list, largest, changes }: RowProps) {
  const { onMark, whole, hideShare } = list;
  const chosen = list.isChosen?.(row.id) ?? false;
  const marks = onMark
    ? {
        onPointerEnter: () => onMark(row.id),
        onPointerLeave: () => onMark(null),
        onFocus: () => onMark(row.id),
        onBlur: () => onMark(null),
      }
    : {};
  return (
    <tr {...marks} className="group/row">
      <th scope="row" className="relative py-0.5 pl-2 text-left font-normal">
        <span
          aria-hidden
          className="absolute inset-y-0.5 left-2 rounded-inner bg-accent-soft"
          style={{ width: `calc(${(row.value / largest) * 100}% - 0.5rem)` }}
        />
        {chosen ? (
          <span aria-hidden className="absolute inset-y-0.5 left-2 w-0.5 rounded-inner bg-accent" />
        ) : null}
        <span className="relative flex items-center">
          <Name row={row} list={list} chosen={chosen} />
          {row.extra}
        </span>
      </th>
      <td className="py-0.5 pr-2 text-right font-medium tabular-nums">
        <span title={formatNumber(row.value)}>{formatCompact(row.value)}</span>
      </td>
      {changes ? <td className="py-0.5 pr-2 text-right">{row.change}</td> : null}
      {hideShare ? null : (
        <td className="py-0.5 pr-4 text-right text-text-muted tabular-nums max-sm:hidden">
          {whole > 0 ? formatPercent(row.value / whole) : "0%"}
        </td>
      )}
    </tr>
  );
}

function Name({ row, list, chosen }: { row: BarRow; list: BarListProps; chosen: boolean }) {
  const { onChoose } = list;
  if (!onChoose)
    return (
      <span title={row.title} className="block truncate px-2 py-1.5">
        {row.label}
      </span>
    );
  return (
    <button
      type="button"
      title={list.does ? `${row.title} – ${list.does}` : row.title}
      aria-pressed={chosen}
      onClick={() => onChoose(row.id)}
      className="touch-target min-w-0 flex-1 truncate rounded-inner px-2 py-1.5 text-left underline-offset-4 group-hover/row:underline aria-pressed:font-semibold aria-pressed:text-accent-text"
    >
      {row.label}
    </button>
  );
}
