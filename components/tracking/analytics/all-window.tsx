"use client";

import { useState } from "react";
import { formatDuration } from "@/components/lib/duration";
import { formatNumber, formatPercent } from "@/components/lib/format";
import { toCsv } from "@/components/lib/csv";
import { useDebounced } from "@/components/lib/use-debounced";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { SearchInput } from "@/components/ui/search-input";
import { SortButton } from "@/components/ui/data-table-sort";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/components/lib/cn";
import type {
  BreakdownRow,
  BreakdownSort,
  ReportDimension,
  ReportFilter,
} from "@/lib/tracking/report-schemas";
import { DIMENSIONS } from "./dimensions";
import { toggleValue } from "./filters";
import { Pager } from "./pager";
import { PanelError } from "./panel-error";
import { isKind } from "./report-batch";
import { useReport } from "./report-scope";
import { countedOf, ValueLabel } from "./rows";

const PAGE_ROWS = 50;
const DELAY_MS = 250;

type Column = {
  id: string;
  header: string;
  sort?: BreakdownSort;
  text: (row: BreakdownRow) => string;
  raw: (row: BreakdownRow) => number | string;
};

const rate = (part: number, visits: number) => (visits > 0 ? part / visits : 0);

const BASE: readonly Column[] = [
  {
    id: "visitors",
    header: "Visitors",
    sort: "visitors",
    text: (r) => formatNumber(r.visitors),
    raw: (r) => r.visitors,
  },
  {
    id: "visits",
    header: "Visits",
    sort: "visits",
    text: (r) => formatNumber(r.visits),
    raw: (r) => r.visits,
  },
  {
    id: "views",
    header: "Page views",
    sort: "pageViews",
    text: (r) => formatNumber(r.pageViews),
    raw: (r) => r.pageViews,
  },
];
const EVENTS: Column = {
  id: "events",
  header: "Events",
  sort: "events",
  text: (r) => formatNumber(r.events),
  raw: (r) => r.events,
};
const VISIT: readonly Column[] = [
  {
    id: "bounce",
    header: "Bounce rate",
    text: (r) => formatPercent(rate(r.bounces, r.visits)),
    raw: (r) => rate(r.bounces, r.visits).toFixed(4),
  },
  {
    id: "duration",
    header: "Duration",
    text: (r) => formatDuration(rate(r.visibleMs, r.visits) / 1_000),
    raw: (r) => (rate(r.visibleMs, r.visits) / 1_000).toFixed(1),
  },
];
const SCROLL: Column = {
  id: "scroll",
  header: "Scrolled",
  text: (r) => (r.scrollPct === null ? "–" : `${Math.round(r.scrollPct)}%`),
  raw: (r) => r.scrollPct ?? "",
};

function columnsOf(dimension: ReportDimension): Column[] {
  if (dimension === "event") return [EVENTS, ...BASE.slice(0, 2)];
  if (dimension === "page") return [...BASE, ...VISIT.slice(1), SCROLL];
  return [...BASE, ...VISIT];
}

export type AllWindowProps = {
  dimension: ReportDimension;
  onClose: () => void;
  filters: readonly ReportFilter[];
  onFilters: (filters: ReportFilter[]) => void;
};

/** The whole list of a dimension: searched, sorted, page by page, and as CSV. */
export function AllWindow({ dimension, onClose, filters, onFilters }: AllWindowProps) {
  return (
    <Dialog open onOpenChange={onClose} width="lg" title={`${DIMENSIONS[dimension].label}: all values`}>
      <All dimension={dimension} onFilter={(value) => onFilters(toggleValue(filters, dimension, value))} />
    </Dialog>
  );
}

function All({ dimension, onFilter }: { dimension: ReportDimension; onFilter: (value: string) => void }) {
  const [text, setText] = useState("");
  const [offset, setOffset] = useState(0);
  const [sort, setSort] = useState<BreakdownSort>(countedOf(dimension).key);
  const search = useDebounced(text.trim(), DELAY_MS);
  const report = useReport({
    kind: "breakdown",
    dimension,
    limit: PAGE_ROWS,
    offset,
    sort,
    ...(search ? { search } : {}),
  });
  const result = report.data?.result;
  const answer = isKind(result, "breakdown") && result.dimension === dimension ? result : undefined;
  const columns = columnsOf(dimension);
  const sortBy = (next: BreakdownSort) => {
    setSort(next);
    setOffset(0);
  };
  const csv = () => {
    const head = [DIMENSIONS[dimension].label, ...columns.map(({ header }) => header)];
    return toCsv([
      head,
      ...(answer?.rows ?? []).map((row) => [row.label, ...columns.map(({ raw }) => raw(row))]),
    ]);
  };
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <SearchInput
          aria-label="Search values"
          placeholder="Search"
          className="w-full sm:w-64"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setOffset(0);
          }}
        />
        <CopyButton text={csv()} label="Copy as CSV" variant="secondary" size="sm" />
      </div>
      {report.error && !answer ? (
        <PanelError report={report} />
      ) : answer ? (
        <Rows {...{ dimension, columns, sort, sortBy, onFilter }} rows={answer.rows} />
      ) : (
        <Skeleton className="h-96 w-full" />
      )}
      <Pager offset={offset} size={PAGE_ROWS} total={answer?.total ?? 0} onOffset={setOffset} />
    </div>
  );
}

type RowsProps = {
  dimension: ReportDimension;
  columns: readonly Column[];
  rows: readonly BreakdownRow[];
  sort: BreakdownSort;
  sortBy: (sort: BreakdownSort) => void;
  onFilter: (value: string) => void;
};

function Rows({ dimension, columns, rows, sort, sortBy, onFilter }: RowsProps) {
  if (rows.length === 0)
    return <p className="py-8 text-center text-text-muted">No such value in these days.</p>;
  const heading = (label: string, by?: BreakdownSort) =>
    by ? (
      <SortButton state={sort === by ? (by === "value" ? "asc" : "desc") : false} onSort={() => sortBy(by)}>
        {label}
      </SortButton>
    ) : (
      label
    );
  const sorted = (by?: BreakdownSort) =>
    by === sort ? (by === "value" ? ("ascending" as const) : ("descending" as const)) : undefined;
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label="Values"
      className="overflow-x-auto rounded-ui border border-border"
    >
      <table className="w-full text-right tabular-nums">
        <thead className="bg-surface-sunken text-xs text-text-muted">
          <tr>
            <th scope="col" aria-sort={sorted("value")} className="px-3 py-2 text-left font-medium">
              {heading(DIMENSIONS[dimension].label, "value")}
            </th>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                aria-sort={sorted(column.sort)}
                className="px-3 py-2 font-medium whitespace-nowrap"
              >
                {heading(column.header, column.sort)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-border">
          {rows.map((row) => (
            <tr key={row.value} className="hover:bg-surface-hover">
              <th scope="row" className="max-w-72 min-w-40 px-1 py-0.5 text-left font-normal">
                <button
                  type="button"
                  disabled={row.value === "(other)"}
                  title={`${row.label} – filter by it`}
                  onClick={() => onFilter(row.value)}
                  className={cn(
                    "touch-target w-full truncate rounded-inner px-2 py-1.5 text-left",
                    "underline-offset-4 enabled:hover:underline",
                  )}
                >
                  <ValueLabel dimension={dimension} row={row} />
                </button>
              </th>
              {columns.map((column) => (
                <td key={column.id} className="px-3 py-1.5">
                  {column.text(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
