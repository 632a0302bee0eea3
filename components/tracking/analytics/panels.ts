import type { ReportDimension } from "@/lib/tracking/report-schemas";
import type { ReportSpec } from "./report-batch";

/** A tab of a panel: one dimension, several under one name, or the goals. */
export type PanelTab = {
  id: string;
  label: string;
  dimension: ReportDimension | "goals";
  /** Further dimensions under the same tab, chosen beside the list; `dimension` is the first. */
  choices?: readonly ReportDimension[];
};
export type PanelId = "sources" | "pages" | "places" | "devices" | "events";
export type Panel = { id: PanelId; title: string; tabs: readonly [PanelTab, ...PanelTab[]] };

export const ROWS_SHOWN = 9;

const tab = (dimension: ReportDimension, label: string): PanelTab => ({ id: dimension, label, dimension });

const UTM: readonly ReportDimension[] = ["campaign", "utm_source", "utm_medium", "utm_term", "utm_content"];

/** What the panels under the chart break the visits down by. */
export const PANELS: readonly Panel[] = [
  {
    id: "sources",
    title: "Sources",
    tabs: [
      tab("channel", "Channel"),
      tab("source", "Source"),
      tab("referrer", "Referrer"),
      { id: "campaign", label: "Campaign", dimension: "campaign", choices: UTM },
    ],
  },
  {
    id: "pages",
    title: "Pages",
    tabs: [tab("page", "Pages"), tab("entry_page", "Entry"), tab("exit_page", "Exit")],
  },
  {
    id: "places",
    title: "Places",
    tabs: [tab("country", "Countries"), tab("region", "Regions"), tab("city", "Cities")],
  },
  {
    id: "devices",
    title: "Devices",
    tabs: [
      tab("browser", "Browser"),
      tab("os", "System"),
      tab("device", "Device"),
      tab("language", "Language"),
    ],
  },
  {
    id: "events",
    title: "Events and goals",
    tabs: [tab("event", "Events"), { id: "goals", label: "Goals", dimension: "goals" }],
  },
];

export type ChosenTab = { tab: PanelTab; dimension: PanelTab["dimension"] };
export type ChosenTabs = Partial<Record<PanelId, string>>;

/** Panel -> what the URL says; whether it makes sense is found out by `chosenTab`. */
export function tabsFromParams(params: URLSearchParams): ChosenTabs {
  return Object.fromEntries(PANELS.flatMap(({ id }) => (params.get(id) ? [[id, params.get(id)]] : [])));
}

/** The open tab of a panel and the dimension it shows. */
export function chosenTab(panel: Panel, asked: string | undefined): ChosenTab {
  for (const candidate of panel.tabs) {
    if (candidate.dimension === asked) return { tab: candidate, dimension: candidate.dimension };
    const choice = candidate.choices?.find((dimension) => dimension === asked);
    if (choice) return { tab: candidate, dimension: choice };
  }
  return { tab: panel.tabs[0], dimension: panel.tabs[0].dimension };
}

/** As many countries as there are: the map shows all of them. */
const COUNTRIES_MAX = 250;

/** What a panel asks for to show a dimension. */
export const specOf = (dimension: PanelTab["dimension"]): ReportSpec =>
  dimension === "goals"
    ? { kind: "goals" }
    : { kind: "breakdown", dimension, limit: dimension === "country" ? COUNTRIES_MAX : ROWS_SHOWN };
