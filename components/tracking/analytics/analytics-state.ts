"use client";

import { useMemo } from "react";
import { useUrlState, type UrlChange } from "@/components/common/use-url-state";
import type { ReportFilter } from "@/lib/tracking/report-schemas";
import { paramOfFilters } from "./filter-params";
import { stateFromParams } from "./screen-state";

export type AnalyticsChange = (change: UrlChange, how?: "push" | "replace") => void;

/** What the URL says, and how to say something else in it. */
export function useAnalyticsState(today: string) {
  const { params, change } = useUrlState();
  const text = params.toString();
  const state = useMemo(() => stateFromParams(new URLSearchParams(text), today), [text, today]);
  const setFilters = (filters: readonly ReportFilter[]) =>
    change({ filter: paramOfFilters(filters), all: undefined });
  return { state, change, setFilters };
}
