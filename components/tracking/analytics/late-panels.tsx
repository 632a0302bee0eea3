"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";
import { PanelsSkeleton } from "./panels-skeleton";

/**
 * Parts of the screen whose code comes beside the page: the first script stays small, and nothing that can be
 * clicked stands there before it works. Their numbers are in the page already.
 */
export const PanelsGrid = dynamic(() => import("./panels-grid").then((module) => module.PanelsGrid), {
  ssr: false,
  loading: PanelsSkeleton,
});

export const Behaviour = dynamic(() => import("./behaviour").then((module) => module.Behaviour), {
  ssr: false,
});

export const FilterChips = dynamic(() => import("./filter-chips").then((module) => module.FilterChips), {
  ssr: false,
});

export const TrafficTable = dynamic(() => import("./traffic-table").then((module) => module.TrafficTable), {
  ssr: false,
  loading: () => <Skeleton className="h-72 w-full" />,
});

export const LiveBadge = dynamic(() => import("./live-badge").then((module) => module.LiveBadge), {
  ssr: false,
});

export const PanelError = dynamic(() => import("./panel-error").then((module) => module.PanelError), {
  ssr: false,
});
