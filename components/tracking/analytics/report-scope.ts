"use client";

import { keepPreviousData, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useMemo, useRef } from "react";
import type { ReportFilter } from "@/lib/tracking/report-schemas";
import {
  createReportLoader,
  reportKeyOf,
  type ReportAnswer,
  type ReportScope,
  type ReportSpec,
} from "./report-batch";
import { useReportSource, type AskReports } from "./report-source";

export type Screen = { scope: ReportScope };

export const ScreenContext = createContext<Screen | null>(null);

/** Site, days, comparison and filters of the screen. @throws Error outside of one */
export function useScreen(): Screen {
  const screen = useContext(ScreenContext);
  if (!screen) throw new Error("A report is asked for outside an analytics screen");
  return screen;
}

const loaders = new WeakMap<AskReports, ReturnType<typeof createReportLoader>>();

function loaderOf(ask: AskReports) {
  const known = loaders.get(ask);
  if (known) return known;
  const made = createReportLoader(ask);
  loaders.set(ask, made);
  return made;
}

export type UseReportOptions = {
  enabled?: boolean;
  /** Other filters than the screen's. */
  filters?: readonly ReportFilter[];
};

/** One report of the screen's site, days and filters; asked for together with its neighbours. */
export function useReport(
  spec: ReportSpec,
  options: UseReportOptions = {},
): UseQueryResult<ReportAnswer, Error> {
  const source = useReportSource();
  const screen = useScreen();
  const scope = options.filters ? { ...screen.scope, filters: [...options.filters] } : screen.scope;
  return useQuery<ReportAnswer, Error>({
    queryKey: [source.cacheKey, ...reportKeyOf(scope, spec)],
    queryFn: ({ signal }) => loaderOf(source.ask)(scope, spec, signal),
    enabled: options.enabled ?? true,
    placeholderData: keepPreviousData,
  });
}

const NEWS_GAP_MIN_MS = 900;
/** A question that takes long is asked more rarely: it may use a fifth of the time. */
const REST_FACTOR = 4;

/** Asks all shown reports again from time to time, together. @param everyMs undefined for never */
export function useReportTimer(everyMs: number | undefined): void {
  const refresh = useRefreshReports();
  useEffect(() => {
    if (everyMs === undefined) return;
    const timer = setInterval(refresh, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, refresh]);
}

/** How to ask all shown reports again after news; close news become one question, and slow answers slow it down. */
export function useRefreshReports(): () => void {
  const { cacheKey } = useReportSource();
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const nextAtMs = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useMemo(() => {
    const refresh = async () => {
      timer.current = undefined;
      const startedMs = performance.now();
      nextAtMs.current = Infinity;
      await client
        .invalidateQueries({ queryKey: [cacheKey, "reports"] }, { cancelRefetch: false })
        .catch(() => undefined);
      const tookMs = performance.now() - startedMs;
      nextAtMs.current = performance.now() + Math.max(NEWS_GAP_MIN_MS - tookMs, tookMs * REST_FACTOR);
    };
    const wait = () => {
      if (timer.current !== undefined || document.visibilityState !== "visible") return;
      // While an answer is on its way, look again soon: news may have come after it was made.
      const waitMs = nextAtMs.current === Infinity ? NEWS_GAP_MIN_MS : nextAtMs.current - performance.now();
      timer.current = setTimeout(
        () => {
          timer.current = undefined;
          if (nextAtMs.current === Infinity) wait();
          else void refresh();
        },
        Math.max(0, waitMs),
      );
    };
    return wait;
  }, [cacheKey, client]);
}
