"use client";

import dynamic from "next/dynamic";
import { isDimension } from "./filter-params";
import type { AnalyticsChange } from "./analytics-state";
import type { AnalyticsState } from "./screen-state";

const AllWindow = dynamic(() => import("./all-window").then((module) => module.AllWindow), { ssr: false });

export type AllListsProps = {
  state: AnalyticsState;
  change: AnalyticsChange;
  setFilters: (filters: AnalyticsState["filters"]) => void;
};

/** The whole list of a dimension, when the URL asks for one. */
export function AllLists({ state, change, setFilters }: AllListsProps) {
  const asked = state.all ?? "";
  if (!isDimension(asked) || asked === "goal") return null;
  return (
    <AllWindow
      key={asked}
      dimension={asked}
      onClose={() => change({ all: undefined })}
      filters={state.filters}
      onFilters={setFilters}
    />
  );
}
