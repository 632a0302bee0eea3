"use client";

import { useApiQuery } from "@/components/common/use-api";
import type { DateRange } from "@/components/ui/date-range";
import { annotationListShape } from "../shapes";

export const annotationsKey = (siteId: string) => ["annotations", siteId] as const;

/** What members noted at the days of a range. */
export const useAnnotations = (siteId: string, { from, to }: DateRange) =>
  useApiQuery({
    key: [...annotationsKey(siteId), from, to],
    path: `/sites/${siteId}/annotations`,
    query: { from, to },
    shape: annotationListShape,
    keepPrevious: true,
  });
