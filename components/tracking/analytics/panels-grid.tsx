"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import type { FilterDimension } from "@/lib/tracking/report-schemas";
import type { AnalyticsChange } from "./analytics-state";
import { BreakdownPanel } from "./breakdown-panel";
import { toggleValue } from "./filters";
import { GoalsRows } from "./goals-rows";
import { PanelRows } from "./panel-rows";
import { chosenTab, PANELS, type Panel } from "./panels";
import { PlacesMap } from "./places-map";
import type { AnalyticsState } from "./screen-state";

const loadEvent = () => import("./event-window").then((module) => module.EventWindow);
const EventWindow = dynamic(loadEvent, { ssr: false });

export type PanelsGridProps = {
  state: AnalyticsState;
  change: AnalyticsChange;
  setFilters: (filters: AnalyticsState["filters"]) => void;
};

/** The panels under the chart. */
export function PanelsGrid(props: PanelsGridProps) {
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      {PANELS.map((panel) => (
        <OnePanel key={panel.id} panel={panel} {...props} />
      ))}
    </div>
  );
}

function OnePanel({ panel, state, change, setFilters }: PanelsGridProps & { panel: Panel }) {
  const [marked, setMarked] = useState<string | null>(null);
  const [event, setEvent] = useState<string | null>(null);
  const chosen = chosenTab(panel, state.tabs[panel.id]);
  const { dimension } = chosen;
  const filter = (kind: FilterDimension, value: string) =>
    setFilters(toggleValue(state.filters, kind, value));
  const rows =
    dimension === "goals" ? (
      <GoalsRows onFilter={(goalId) => filter("goal", goalId)} />
    ) : (
      <PanelRows
        dimension={dimension}
        onFilter={filter}
        onEvent={setEvent}
        onMark={panel.id === "places" ? setMarked : undefined}
      />
    );
  return (
    <BreakdownPanel
      panel={panel}
      chosen={chosen}
      onChange={(next) =>
        change({ [panel.id]: next === panel.tabs[0].dimension ? undefined : next }, "replace")
      }
      onAll={dimension === "goals" ? undefined : () => change({ all: dimension })}
      className={panel.id === "places" ? "lg:col-span-2" : undefined}
    >
      {panel.id === "places" ? (
        <div className="grid gap-x-2 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
          {rows}
          <div className="p-4 max-lg:border-t max-lg:border-border">
            <PlacesMap marked={marked} onChoose={(country) => filter("country", country)} />
          </div>
        </div>
      ) : (
        rows
      )}
      {event === null ? null : <EventWindow name={event} onClose={() => setEvent(null)} />}
    </BreakdownPanel>
  );
}
