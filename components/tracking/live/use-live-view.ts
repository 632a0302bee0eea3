"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { queryKeyOf } from "@/components/common/query-keys";
import { useApiQuery } from "@/components/common/use-api";
import { useIsLive, useLiveNews } from "@/components/common/use-live";
import { useWorkspace } from "@/components/common/workspace-context";
import { liveShape } from "../shapes";

const liveKey = (siteId: string) => ["live", siteId] as const;

/** People leave without saying so: the numbers are asked for again even when nothing happens. */
const REFETCH_LIVE_MS = 15_000;
const REFETCH_MS = 3_000;

/** Who is on a site now, with the last half hour. Nothing is asked while the tab is hidden. */
export function useLive(siteId: string) {
  const isLive = useIsLive();
  return useApiQuery({
    key: liveKey(siteId),
    path: `/sites/${siteId}/live`,
    shape: liveShape,
    refetchMs: isLive ? REFETCH_LIVE_MS : REFETCH_MS,
    keepPrevious: true,
  });
}

const GAP_MS = 500;

/** Asks again as soon as something happened on the site; close news become one question. */
export function useLiveFollow(siteId: string): void {
  const { workspace } = useWorkspace();
  const client = useQueryClient();
  const state = useRef<{ timer?: ReturnType<typeof setTimeout>; lastMs: number }>({ lastMs: 0 });
  useEffect(() => {
    const current = state.current;
    return () => clearTimeout(current.timer);
  }, []);
  useLiveNews(`sites.${siteId}.traffic`, () => {
    const { current } = state;
    if (document.visibilityState !== "visible" || current.timer !== undefined) return;
    const waitMs = Math.max(0, current.lastMs + GAP_MS - performance.now());
    current.timer = setTimeout(() => {
      current.timer = undefined;
      current.lastMs = performance.now();
      void client.invalidateQueries({ queryKey: queryKeyOf(workspace.id, liveKey(siteId)) });
    }, waitMs);
  });
}
