import type { ReportDimension } from "@/lib/tracking/schemas";

export type PanelTab = { dimension: ReportDimension; label: string; heading: string; none: string };
export type Panel = { id: string; title: string; tabs: readonly [PanelTab, ...PanelTab[]] };

/** What the panels under the chart break the visits down by. `none` names the empty value. */
export const PANELS: readonly Panel[] = [
  {
    id: "pages",
    title: "Pages",
    tabs: [
      { dimension: "page", label: "Pages", heading: "Page", none: "Unknown page" },
      { dimension: "entry_page", label: "Entry", heading: "Entry page", none: "Unknown page" },
      { dimension: "exit_page", label: "Exit", heading: "Exit page", none: "Unknown page" },
    ],
  },
  {
    id: "sources",
    title: "Sources",
    tabs: [
      { dimension: "channel", label: "Channel", heading: "Channel", none: "Unknown" },
      { dimension: "source", label: "Source", heading: "Source", none: "Direct or unknown" },
      { dimension: "campaign", label: "Campaign", heading: "Campaign", none: "No campaign" },
    ],
  },
  {
    id: "countries",
    title: "Countries",
    tabs: [{ dimension: "country", label: "Country", heading: "Country", none: "Unknown" }],
  },
  {
    id: "devices",
    title: "Devices",
    tabs: [
      { dimension: "device", label: "Device", heading: "Device", none: "Unknown" },
      { dimension: "browser", label: "Browser", heading: "Browser", none: "Unknown" },
      { dimension: "os", label: "System", heading: "Operating system", none: "Unknown" },
    ],
  },
];

/** What the panels show before anybody has chosen a tab. */
export const FIRST_DIMENSIONS: readonly ReportDimension[] = PANELS.map((panel) => panel.tabs[0].dimension);
