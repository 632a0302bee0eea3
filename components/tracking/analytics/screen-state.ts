import type { DateRange } from "@/components/ui/date-range";
import type { Compare, ReportFilter, SeriesInterval } from "@/lib/tracking/report-schemas";
import { filtersFromParam } from "./filter-params";
import { measureOf, type MeasureId } from "./measures";
import { tabsFromParams, type ChosenTabs } from "./panels";
import { compareFromParams, intervalFromParams, rangeFromParams } from "./range-params";

/** Everything the screen shows, as the URL says it. */
export type AnalyticsState = {
  range: DateRange;
  compare: Compare;
  interval: SeriesInterval;
  filters: ReportFilter[];
  measure: MeasureId;
  view: "chart" | "table";
  tabs: ChosenTabs;
  behaviour: "journeys" | "retention";
  /** The dimension whose whole list is open. */
  all: string | null;
};

/** @param today the day it is at the site */
export function stateFromParams(params: URLSearchParams, today: string): AnalyticsState {
  const range = rangeFromParams(params, today);
  return {
    range,
    compare: compareFromParams(params),
    interval: intervalFromParams(params, range),
    filters: filtersFromParam(params.get("filter")),
    measure: measureOf(params.get("measure")),
    view: params.get("view") === "table" ? "table" : "chart",
    tabs: tabsFromParams(params),
    behaviour: params.get("behaviour") === "retention" ? "retention" : "journeys",
    all: params.get("all"),
  };
}
