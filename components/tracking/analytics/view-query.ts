import type { UrlChange } from "@/components/common/use-url-state";
import { PRESETS, sameRange } from "@/components/ui/date-range";
import { ReportDimension, type ViewQuery } from "@/lib/tracking/report-schemas";
import { paramOfFilters } from "./filter-params";
import { chosenTab, PANELS } from "./panels";
import { paramOfCompare } from "./range-params";
import type { AnalyticsState } from "./screen-state";

const isPanel = (id: string) => PANELS.some((panel) => panel.id === id);

/** What a view keeps of the screen; a usual range stays relative. */
export function viewOf(state: AnalyticsState, today: string): ViewQuery {
  const preset = PRESETS.find(({ range }) => sameRange(range(today), state.range));
  const tabs = PANELS.flatMap((panel) => {
    const dimension = ReportDimension.safeParse(chosenTab(panel, state.tabs[panel.id]).dimension);
    return dimension.success && state.tabs[panel.id] ? [[panel.id, dimension.data] as const] : [];
  });
  const compare = paramOfCompare(state.compare);
  return {
    range: preset?.id ?? `${state.range.from}..${state.range.to}`,
    ...(compare ? { compare } : {}),
    interval: state.interval,
    filters: state.filters,
    ...(tabs.length > 0 ? { tabs: Object.fromEntries(tabs) } : {}),
  };
}

/** The URL that shows a view. Everything that it does not name goes back to what is usual. */
export function paramsOfView(view: ViewQuery): UrlChange {
  const [from, to] = (view.range ?? "").split("..");
  return {
    days: undefined,
    measure: undefined,
    all: undefined,
    ...Object.fromEntries(PANELS.map(({ id }) => [id, undefined])),
    ...Object.fromEntries(Object.entries(view.tabs ?? {}).filter(([id]) => isPanel(id))),
    range: to ? undefined : from,
    from: to ? from : undefined,
    to,
    compare: view.compare,
    by: view.interval,
    filter: paramOfFilters(view.filters),
  };
}
