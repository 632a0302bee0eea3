import { formatDay } from "@/components/lib/dates";
import type { Compare } from "@/lib/tracking/report-schemas";

/** Ends "12% more …": what is compared with. */
export function thanOf(compare: Compare): string {
  if (compare === "year") return "than in the same days a year before";
  if (typeof compare === "object") return `than in ${formatDay(compare.from)} – ${formatDay(compare.to)}`;
  return "than in the period before";
}

/** The comparison's name in a legend. */
export function beforeOf(compare: Compare): string {
  if (compare === "year") return "a year before";
  if (typeof compare === "object") return `${formatDay(compare.from)} – ${formatDay(compare.to)}`;
  return "before";
}
