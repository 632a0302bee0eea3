import type { BreakdownSort, ReportDimension } from "../report-schemas";
import { labelOf } from "./labels";
import type { Measures } from "../measures";

/** What a breakdown is asked for. */
export type BreakdownAsked = {
  dimension: ReportDimension;
  limit: number;
  offset: number;
  search?: string | undefined;
  sort?: BreakdownSort | undefined;
};

/** A value of a dimension with what it counts. */
export type ValueRow = Measures & { value: string; scrollPct: number | null };

export function sortOf({ dimension, sort }: BreakdownAsked): BreakdownSort {
  if (sort) return sort;
  if (dimension === "page") return "pageViews";
  return dimension === "event" ? "events" : "visitors";
}

/** Whether a row has what is searched for, in its value or in what people read. */
export function isSearched({ dimension, search }: BreakdownAsked): (row: ValueRow) => boolean {
  if (!search) return () => true;
  const part = search.toLowerCase();
  return ({ value }) =>
    value.toLowerCase().includes(part) || labelOf(dimension, value).toLowerCase().includes(part);
}

/** Percent to one decimal. */
export const roundPct = (pct: number | null): number | null =>
  pct === null ? null : Math.round(pct * 10) / 10;
