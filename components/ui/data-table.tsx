"use client";

import {
  createSortedRowModel,
  rowSortingFeature,
  sortFn_basic,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo, type ReactNode } from "react";
import { cn } from "@/components/lib/cn";
import { SortButton, type SortState } from "./data-table-sort";
import { DataTableSkeleton } from "./data-table-skeleton";

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFn_basic },
});

export type DataColumn<T> = {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** Makes the column sortable among the rows that are loaded. */
  sortBy?: (row: T) => string | number;
  align?: "end";
  /** The column that names the row: its heading as a card on a phone. */
  primary?: boolean;
};

export type DataTableProps<T> = {
  /** What the table shows, for assistive technology. */
  label: string;
  columns: readonly DataColumn<T>[];
  /** Undefined while the first page is on its way. */
  rows: readonly T[] | undefined;
  rowId: (row: T) => string;
  /** Shown instead of the table when there are no rows. */
  empty: ReactNode;
  /** Shown instead of the table when it could not be loaded. */
  error?: ReactNode;
};

const ariaSort = (state: SortState) =>
  state === "asc" ? "ascending" : state === "desc" ? "descending" : undefined;

/**
 * A table with sorting, a skeleton of its own shape, an empty and an error state. On a phone every
 * row becomes a card; the roles are written out because `display: block` would take them away.
 */
export function DataTable<T extends object>({
  label,
  columns,
  rows,
  rowId,
  empty,
  error,
}: DataTableProps<T>) {
  const defs = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        accessorFn: (row: T) => (column.sortBy ? column.sortBy(row) : ""),
        enableSorting: column.sortBy !== undefined,
        sortFn: "basic" as const,
      })),
    [columns],
  );
  const data = useMemo(() => [...(rows ?? [])], [rows]);
  const table = useTable({ features, columns: defs, data, getRowId: rowId });
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);

  if (error) return error;
  if (!rows) return <DataTableSkeleton label={label} headers={columns.map((column) => column.header)} />;
  if (rows.length === 0) return empty;
  return (
    <table role="table" aria-label={label} className="block w-full text-left sm:table">
      <thead role="rowgroup" className="sr-only sm:not-sr-only sm:table-header-group">
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id} role="row" className="border-b border-border">
            {group.headers.map((header) => {
              const column = byId.get(header.column.id);
              const state = header.column.getIsSorted();
              return (
                <th
                  key={header.id}
                  role="columnheader"
                  scope="col"
                  aria-sort={ariaSort(state)}
                  className={cn(
                    "px-4 py-2 text-xs font-medium text-text-muted",
                    column?.align === "end" && "text-right",
                  )}
                >
                  {column?.sortBy ? (
                    <SortButton state={state} onSort={() => header.column.toggleSorting()}>
                      {column.header}
                    </SortButton>
                  ) : (
                    column?.header
                  )}
                </th>
              );
            })}
          </tr>
        ))}
      </thead>
      <tbody role="rowgroup" className="block divide-y divide-border sm:table-row-group">
        {table.getRowModel().rows.map((row) => (
          <DataRow key={row.id} row={row.original} columns={columns} />
        ))}
      </tbody>
    </table>
  );
}

function DataRow<T>({ row, columns }: { row: T; columns: readonly DataColumn<T>[] }) {
  return (
    <tr
      role="row"
      className="relative block px-4 py-3 transition-colors hover:bg-surface-hover sm:table-row sm:p-0"
    >
      {columns.map((column) => (
        <td
          key={column.id}
          role="cell"
          className={cn(
            "flex items-baseline justify-between gap-4 py-0.5 align-middle sm:table-cell sm:px-4 sm:py-2.5",
            column.align === "end" && "sm:text-right sm:tabular-nums",
          )}
        >
          {column.primary ? null : (
            <span aria-hidden className="shrink-0 text-xs text-text-muted sm:hidden">
              {column.header}
            </span>
          )}
          <span className={cn("min-w-0", column.primary && "font-medium")}>{column.cell(row)}</span>
        </td>
      ))}
    </tr>
  );
}

/** Class of the link in a row's primary cell: the whole row follows it. */
export const rowLinkClass = "after:absolute after:inset-0 hover:underline underline-offset-4";
