"use client";

import { useMemo, type ReactNode } from "react";
import { dayIn } from "@/components/lib/dates";
import { useNowMs } from "@/components/lib/use-now";
import { useAnalyticsState, type AnalyticsChange } from "./analytics-state";
import { ScreenContext, useReportTimer } from "./report-scope";
import type { AnalyticsSite } from "./report-source";
import { scopeOf } from "./screen-specs";
import type { AnalyticsState } from "./screen-state";

const DAY_CHECK_MS = 60_000;

export type SiteReportProps = {
  site: AnalyticsSite;
  /** When the server rendered the page: its clock decides the day until the browser's own is known. */
  renderedAtMs: number;
  /** How often to ask again while the range is still growing. */
  refetchMs: number | undefined;
  /** What stands around the numbers, made from what is shown. */
  children: (shown: { state: AnalyticsState; change: AnalyticsChange; today: string }) => ReactNode;
};

/** The day at the site, by the browser's clock. */
function useSiteDay(timeZone: string, renderedAtMs: number): string {
  const nowMs = useNowMs(DAY_CHECK_MS) ?? renderedAtMs;
  return dayIn(new Date(nowMs), timeZone);
}

/** Gives the screen's questions their site, days and filters, as the URL says them. */
export function SiteReport({ site, renderedAtMs, refetchMs, children }: SiteReportProps) {
  const today = useSiteDay(site.timeZone, renderedAtMs);
  const { state, change } = useAnalyticsState(today);
  const grows = state.range.to >= today;
  const screen = useMemo(() => ({ scope: scopeOf(site.id, state) }), [site.id, state]);
  useReportTimer(grows ? refetchMs : undefined);
  return <ScreenContext value={screen}>{children({ state, change, today })}</ScreenContext>;
}
