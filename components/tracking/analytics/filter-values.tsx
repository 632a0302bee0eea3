"use client";

import { formatNumber } from "@/components/lib/format";
import { Skeleton } from "@/components/ui/skeleton";
import type { FilterDimension, ReportFilter } from "@/lib/tracking/report-schemas";
import { nameOfValue } from "./dimensions";
import { PanelError } from "./panel-error";
import { isKind, type ReportSpec } from "./report-batch";
import { useReport } from "./report-scope";
import { countedOf } from "./rows";

const VALUES_MAX = 50;

export type FilterValuesProps = {
  dimension: FilterDimension;
  /** Only values that contain it. */
  search: string;
  others: readonly ReportFilter[];
  values: readonly string[];
  onChange: (values: readonly string[]) => void;
};

type Choice = { value: string; label: string; count: number };

/** The values of a dimension that occur in these days, to tick. */
export function FilterValues({ dimension, search, others, values, onChange }: FilterValuesProps) {
  const spec: ReportSpec =
    dimension === "goal"
      ? { kind: "goals" }
      : { kind: "breakdown", dimension, limit: VALUES_MAX, ...(search ? { search } : {}) };
  const report = useReport(spec, { filters: others });
  const result = report.data?.result;
  const fits = (text: string) => text.toLowerCase().includes(search.toLowerCase());
  const found: Choice[] | undefined = isKind(result, "goals")
    ? result.rows
        .filter(({ name }) => fits(name))
        .map((row) => ({ value: row.goalId, label: row.name, count: row.conversions }))
    : isKind(result, "breakdown") && result.dimension === dimension
      ? result.rows
          .filter((row) => row.value !== "(other)")
          .map((row) => ({ value: row.value, label: row.label, count: row[countedOf(result.dimension).key] }))
      : undefined;
  if (report.error && !found) return <PanelError report={report} />;
  if (!found) return <Skeleton className="h-40 w-full" />;
  // What was ticked stays in sight, also when it is not among what was found.
  const missing = values.filter((value) => !found.some((choice) => choice.value === value));
  const shown = [
    ...missing.map((value) => ({
      value,
      label: dimension === "goal" ? value : nameOfValue(dimension, value),
      count: null,
    })),
    ...found,
  ];
  if (shown.length === 0) return <p className="text-text-muted">No such value in these days.</p>;
  return (
    <ul aria-label="Values" className="max-h-64 overflow-y-auto rounded-ui border border-border p-1">
      {shown.map(({ value, label, count }) => (
        <li key={value}>
          <label className="touch-target flex cursor-pointer items-center gap-3 rounded-inner px-2 py-1.5 hover:bg-surface-hover">
            <input
              type="checkbox"
              className="size-4 shrink-0 accent-accent"
              checked={values.includes(value)}
              onChange={({ target }) =>
                onChange(target.checked ? [...values, value] : values.filter((one) => one !== value))
              }
            />
            <span className="min-w-0 flex-1 break-words">{label}</span>
            {count === null ? null : (
              <span className="text-text-muted tabular-nums">{formatNumber(count)}</span>
            )}
          </label>
        </li>
      ))}
    </ul>
  );
}
