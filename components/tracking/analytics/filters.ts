import type { FilterDimension, FilterOp, ReportFilter } from "@/lib/tracking/report-schemas";
import { DIMENSIONS } from "./dimensions";

export const FILTER_OPS: readonly { op: FilterOp; words: string }[] = [
  { op: "is", words: "is" },
  { op: "is_not", words: "is not" },
  { op: "contains", words: "contains" },
];

/** Whether a row of a panel is among what is filtered for. */
export const isChosen = (
  filters: readonly ReportFilter[],
  dimension: FilterDimension,
  value: string,
): boolean =>
  filters.some((one) => one.dimension === dimension && one.op === "is" && one.values.includes(value));

/** A click on a row: the value is asked for beside its kind's others, or no longer. */
export function toggleValue(
  filters: readonly ReportFilter[],
  dimension: FilterDimension,
  value: string,
): ReportFilter[] {
  const at = filters.findIndex((one) => one.dimension === dimension && one.op === "is");
  const found = filters[at];
  if (!found) return [...filters, { dimension, op: "is", values: [value] }];
  const values = found.values.includes(value)
    ? found.values.filter((one) => one !== value)
    : [...found.values, value];
  return filters.flatMap((one, index) =>
    index !== at ? [one] : values.length > 0 ? [{ ...one, values }] : [],
  );
}

/** "Country is Germany or France": a filter in words. */
export function wordsOf(
  filter: ReportFilter,
  nameOf: (dimension: FilterDimension, value: string) => string,
): string {
  const op = FILTER_OPS.find((one) => one.op === filter.op)?.words ?? filter.op;
  const values = filter.values.map((value) =>
    filter.op === "contains" ? `“${value}”` : nameOf(filter.dimension, value),
  );
  return `${DIMENSIONS[filter.dimension].label} ${op} ${values.join(" or ")}`;
}
