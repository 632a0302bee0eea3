import { chosenTab, PANELS, specOf } from "./panels";
import type { ReportScope, ReportSpec } from "./report-batch";
import type { AnalyticsState } from "./screen-state";

/** What all reports of the screen are about. */
export const scopeOf = (siteId: string, { range, compare, filters }: AnalyticsState): ReportScope => ({
  siteId,
  range,
  compare,
  filters,
});

export const TOTALS_SPEC: ReportSpec = { kind: "totals" };
export const seriesSpec = ({ interval }: Pick<AnalyticsState, "interval">): ReportSpec => ({
  kind: "series",
  interval,
});

/** What the screen asks for at first, so that the server can answer it with the page. */
export const screenSpecs = (state: AnalyticsState): ReportSpec[] => [
  TOTALS_SPEC,
  seriesSpec(state),
  ...PANELS.map((panel) => specOf(chosenTab(panel, state.tabs[panel.id]).dimension)),
];
