"use client";

import { useApiQuery, type RefetchMs } from "@/components/common/use-api";
import { siteListShape, siteShape } from "@/components/tracking/shapes";
import type { SiteList } from "@/lib/tracking/schemas";
import { SITES_KEY, SITES_SHOWN_MAX } from "./keys";

/** The workspace's sites, for lists and pickers. */
export const useSites = (refetchMs?: RefetchMs<SiteList>) =>
  useApiQuery({
    key: SITES_KEY,
    path: "/sites",
    query: { limit: SITES_SHOWN_MAX },
    shape: siteListShape,
    refetchMs,
  });

/** One site; asked again every `refetchMs` while the tab is visible. */
export const useSite = (siteId: string, refetchMs?: number) =>
  useApiQuery({ key: ["sites", siteId], path: `/sites/${siteId}`, shape: siteShape, refetchMs });
